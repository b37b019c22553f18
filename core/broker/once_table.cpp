// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/once_table.h"

#include "net/clock.h"
#include "sse/visible_text.h"

#include <QLoggingCategory>

#include <charconv>

namespace fanlight {

namespace {

Q_LOGGING_CATEGORY(onceLog, "fanlight.publish", QtInfoMsg)

constexpr std::size_t OnceExpireSlice = 100; // keys forgotten by one claim at most

} // namespace

// Held by the ticket of a first publish; one that is dropped ends without a result.
class OnceTable::Claim final : public PublishEnd {
public:
    Claim(std::shared_ptr<OnceTable> table, std::string key, std::uint64_t fingerprint)
        : m_table(std::move(table))
        , m_key(std::move(key))
        , m_fingerprint(fingerprint)
    {
    }
    ~Claim() override
    {
        if (m_table)
            m_table->ended(m_key, m_fingerprint, nullptr, 0);
    }
    void ended(const PublishTicket& ticket, std::uint64_t recipients) override
    {
        std::exchange(m_table, nullptr)->ended(m_key, m_fingerprint, &ticket, recipients);
    }

private:
    std::shared_ptr<OnceTable> m_table; // null: it has ended
    const std::string m_key;
    const std::uint64_t m_fingerprint;
};

// ---------------------------------------------------------------- as it stands in Redis

std::string OnceRecord::middleText(
    std::uint64_t audience, bool hasReceipt, std::uint64_t fingerprint)
{
    return std::to_string(audience) + (hasReceipt ? " r " : " - ") + std::to_string(fingerprint);
}

std::string OnceRecord::text() const
{
    return std::to_string(result.recipients) + ' '
        + middleText(result.audience, result.hasReceipt, fingerprint) + ' ' + result.id;
}

std::optional<OnceRecord> OnceRecord::read(std::string_view text)
{
    OnceRecord record;
    bool isGood = true;
    const auto number = [&](std::uint64_t& value) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const auto size = static_cast<std::size_t>(end - text.data());
        isGood = isGood && error == std::errc() && size < text.size() && text[size] == ' ';
        text.remove_prefix(std::min(text.size(), size + 1));
    };
    number(record.result.recipients);
    number(record.result.audience);
    record.result.hasReceipt = text.starts_with("r ");
    isGood = isGood && (record.result.hasReceipt || text.starts_with("- "));
    text.remove_prefix(std::min<std::size_t>(text.size(), 2));
    number(record.fingerprint);
    record.result.id = text;
    return isGood ? std::optional(std::move(record)) : std::nullopt;
}

// ---------------------------------------------------------------- claims

OnceTable::OnceTable()
    : OnceTable(Limits())
{
}

OnceTable::OnceTable(const Limits& limits)
    : m_limits(limits)
{
}

bool OnceTable::claim(
    std::string_view key, std::uint64_t fingerprint, const std::shared_ptr<PublishTicket>& ticket)
{
    std::unique_lock lock(m_mutex);
    const std::uint64_t nowNs = monotonicNs();
    expire(nowNs, OnceExpireSlice);
    if (const auto kept = m_kept.find(key);
        kept != m_kept.end() && nowNs - kept->second.sinceNs <= m_limits.keptNs) {
        ++m_repeated;
        const OnceRecord record = kept->second.record;
        lock.unlock();
        if (record.fingerprint != fingerprint)
            tellOther(key);
        ticket->repeat(record.result, record.fingerprint == fingerprint);
        ticket->arrived(0, nullptr);
        return false;
    }
    if (const auto first = m_underWay.find(key); first != m_underWay.end()) {
        if (m_waiting < m_limits.waiting) {
            ++m_waiting;
            first->second.push_back({ticket, fingerprint});
            return false;
        }
        lock.unlock();
        ticket->refuse("once: " + std::to_string(m_limits.waiting)
            + " publishes wait for the first with their key already.");
        ticket->arrived(0, nullptr);
        return false;
    }
    m_underWay.try_emplace(std::string(key));
    ticket->setEnd(std::make_unique<Claim>(shared_from_this(), std::string(key), fingerprint));
    return true;
}

// Whoever waited is answered as the first was, which is null where it came to no end.
void OnceTable::ended(const std::string& key, std::uint64_t fingerprint, const PublishTicket* first,
    std::uint64_t recipients)
{
    std::vector<Waiting> waiting;
    OnceRecord record;
    record.fingerprint = fingerprint;
    const bool isPublished = first && first->refusal().empty();
    if (isPublished)
        record.result = first->result(recipients);
    {
        const std::lock_guard lock(m_mutex);
        if (const auto entry = m_underWay.find(key); entry != m_underWay.end()) {
            waiting = std::move(entry->second);
            m_underWay.erase(entry);
        }
        m_waiting -= waiting.size();
        if (isPublished)
            m_repeated += waiting.size();
        if (isPublished && record.result.failureCount == 0 && !first->hasFirst()) {
            if (m_store)
                m_store(key, record);
            else
                keep(key, record, monotonicNs());
        }
    }
    for (const Waiting& one : waiting) {
        if (isPublished && one.fingerprint != fingerprint)
            tellOther(key);
        if (isPublished)
            one.ticket->repeat(
                record.result, one.fingerprint == fingerprint && first->isSameAsFirst());
        else if (first)
            one.ticket->refuse(first->refusal(), first->refusalStatus());
        else
            one.ticket->refuse("The first publish with this key came to no end.");
        one.ticket->arrived(0, nullptr);
    }
}

void OnceTable::setStore(Store store)
{
    const std::lock_guard lock(m_mutex);
    m_store = std::move(store);
}

void OnceTable::countRepeated(std::string_view key, bool isSame)
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_repeated;
    }
    if (!isSame)
        tellOther(key);
}

// An app that takes one key for all it has to say would fill the log.
void OnceTable::tellOther(std::string_view key)
{
    std::uint64_t untold = 0;
    {
        const std::lock_guard lock(m_mutex);
        const std::uint64_t nowNs = monotonicNs();
        if (m_otherToldNs != 0 && nowNs - m_otherToldNs < TellOtherNs) {
            ++m_othersUntold;
            return;
        }
        m_otherToldNs = nowNs;
        untold = std::exchange(m_othersUntold, 0);
    }
    const QString shown
        = visibleText(QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())));
    qCWarning(onceLog,
        "the key “%s” (once) came again with another publish, which was not published; %llu more "
        "such since this was told last",
        qPrintable(shown), static_cast<unsigned long long>(untold));
}

// ---------------------------------------------------------------- what is kept

std::uint64_t OnceTable::bytesOf(const KeptMap::value_type& kept)
{
    constexpr std::uint64_t NodeBytes = 8 * sizeof(void*); // place in the table, and in the order
    return sizeof(KeptMap::value_type) + NodeBytes + kept.first.capacity()
        + kept.second.record.result.id.capacity();
}

void OnceTable::keep(const std::string& key, OnceRecord record, std::uint64_t nowNs)
{
    const auto [kept, isNew] = m_kept.try_emplace(key);
    if (!isNew) // it was too old, and has been published again
        m_bytes -= bytesOf(*kept);
    kept->second = {std::move(record), nowNs};
    m_bytes += bytesOf(*kept);
    m_inOrder.emplace_back(&kept->first, nowNs);
    while (m_kept.size() > 1 && (m_kept.size() > m_limits.keys || m_bytes > m_limits.bytes))
        m_forgotten += forgetOldest();
}

bool OnceTable::forgetOldest()
{
    const auto [key, sinceNs] = m_inOrder.front();
    m_inOrder.pop_front();
    const auto oldest = m_kept.find(*key);
    if (oldest->second.sinceNs != sinceNs)
        return false;
    m_bytes -= bytesOf(*oldest);
    m_kept.erase(oldest);
    return true;
}

void OnceTable::expire(std::uint64_t nowNs, std::size_t most)
{
    for (; !m_inOrder.empty() && nowNs - m_inOrder.front().second > m_limits.keptNs && most > 0;
         --most)
        forgetOldest();
}

void OnceTable::expire()
{
    std::uint64_t aheadSeconds = 0;
    {
        const std::lock_guard lock(m_mutex);
        const std::uint64_t nowNs = monotonicNs();
        expire(nowNs, 10 * OnceExpireSlice);
        if (m_forgotten == 0 || m_isTold || m_inOrder.empty())
            return;
        m_isTold = true;
        aheadSeconds = (nowNs - m_inOrder.front().second) / 1'000'000'000;
    }
    qCWarning(onceLog,
        "keys of publishes (once) take all the room they have, so they are known for %llu s at "
        "present, not for %d; behind Redis they have more",
        static_cast<unsigned long long>(aheadSeconds), KeptSeconds);
}

OnceTable::Figures OnceTable::figures() const
{
    const std::lock_guard lock(m_mutex);
    return {
        m_kept.size() + m_underWay.size(), m_repeated, m_forgotten, m_store ? 0 : m_limits.keys};
}

} // namespace fanlight
