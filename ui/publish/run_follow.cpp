// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/run_follow.h"

namespace fanlight {

namespace {

// Connections of other instances, which the answer does not count.
quint64 recipientsElsewhere(const ReceiptSnapshot& receipt)
{
    quint64 here = 0;
    for (const ReceiptSnapshot::Part& part : receipt.parts)
        here += part.isThis ? part.figures.recipients : 0;
    return receipt.parts.size() > 1 ? receipt.total.recipients - here : 0;
}

} // namespace

void RunFollow::begin(const PublishRequest& request, SentAs sentAs)
{
    *this = {};
    m_request = request;
    m_sentAs = sentAs;
}

void RunFollow::answered(const PublishResult& result)
{
    m_recipients += result.recipients;
    m_deliveries += result.recipients;
    m_latestResult = result;
    m_latestReceipt.reset();
    m_newest = result.receipt;
    if (result.receipt != 0 && m_open.size() < MostOpen)
        m_open.insert(result.receipt);
}

bool RunFollow::take(const ReceiptSnapshot& receipt)
{
    if (!m_open.contains(receipt.number))
        return false;
    if (receipt.number == m_newest)
        m_latestReceipt = receipt;
    if (receipt.settled) {
        m_open.erase(receipt.number);
        m_ack.merge(receipt.total.ack);
        m_write.merge(receipt.total.write);
        m_recipients += recipientsElsewhere(receipt);
    }
    return true;
}

} // namespace fanlight
