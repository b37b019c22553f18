// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/publish_ledger.h"

#include "load/secrets.h"
#include "sse/visible_text.h"

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

PublishLedger::Sent PublishLedger::send(
    std::uint32_t channel, std::uint64_t dueNs, std::uint64_t nowNs)
{
    const std::uint64_t number = m_book.next(channel);
    m_figures.published.add();
    m_figures.lastSentNs.raise(nowNs);
    m_figures.lag.record(nowNs - dueNs);
    m_figures.lagMaxNs.raise(nowNs - dueNs);
    return {channel, number, nowNs};
}

void PublishLedger::answered(const Sent& sent, std::uint64_t answeredNs)
{
    m_figures.answer.record(answeredNs > sent.ns ? answeredNs - sent.ns : 0);
}

void PublishLedger::accepted(const Sent& sent, std::uint64_t answeredNs)
{
    answered(sent, answeredNs);
    m_figures.accepted.add();
    m_book.settle(sent.channel, sent.number);
}

void PublishLedger::refused(
    const Sent& sent, std::uint64_t answeredNs, std::optional<LoadError> error)
{
    answered(sent, answeredNs);
    if (error)
        failed(*error);
    lost(sent);
}

void PublishLedger::lost(const Sent& sent)
{
    m_figures.refused.add();
    m_book.refuse(sent.channel, sent.number);
    m_book.settle(sent.channel, sent.number);
}

void PublishLedger::failed(LoadError error, std::uint64_t times)
{
    m_figures.count(error, times);
}

void PublishLedger::explain(const AnswerHead& head, std::string_view body)
{
    constexpr qsizetype MostShown = 160;
    const auto place = static_cast<std::size_t>(std::clamp(head.status, 0, 599));
    m_figures.statuses[place].add();
    const std::string_view text = head.location.empty() ? body : head.location;
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    if (line.empty() || std::exchange(m_isExplained[place], true))
        return;
    m_figures.remarks.add(statusKind(head.status),
        (head.location.empty() ? QString() : u"to "_s)
            + withoutSecrets(visibleText(
                QString::fromUtf8(line.data(), qsizetype(line.size())).left(MostShown))));
}

void PublishLedger::explain(LoadError error, const QString& text)
{
    m_figures.remarks.add(
        QString::fromLatin1(loadErrorName(error)), withoutSecrets(visibleText(text)));
}

} // namespace fanlight
