// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/run_follow.h"

#include <algorithm>

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
    m_latestId = result.id;
    m_changed = true;
    if (result.receipt != 0 && m_open.size() < MostOpen)
        m_open.try_emplace(result.receipt);
}

void RunFollow::forgetReceipts()
{
    m_open.clear();
    m_settled.acknowledged += m_ofOpen.acknowledged;
    m_settled.gone += m_ofOpen.gone;
    m_ofOpen = {};
}

bool RunFollow::take(const ReceiptSnapshot& receipt)
{
    const auto open = m_open.find(receipt.number);
    if (open == m_open.end())
        return false;
    m_changed = true;
    Open& last = open->second;
    m_ofOpen.acknowledged -= last.acknowledged;
    m_ofOpen.gone -= last.gone;
    if (receipt.settled) {
        m_open.erase(open);
        m_settled.merge(receipt.total);
        m_recipients += recipientsElsewhere(receipt);
    } else {
        last = {receipt.total.acknowledged, receipt.total.gone};
        m_ofOpen.acknowledged += last.acknowledged;
        m_ofOpen.gone += last.gone;
    }
    return true;
}

ReceiptFigures RunFollow::figures() const
{
    ReceiptFigures all = m_settled;
    all.acknowledged += m_ofOpen.acknowledged;
    all.gone += m_ofOpen.gone;
    all.recipients
        = std::max<quint64>(m_recipients, all.acknowledged + all.gone); // elsewhere: told at last
    all.settled = m_open.empty();
    return all;
}

} // namespace fanlight
