// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/refusal_book.h"

#include "sse/utf8.h"

#include <algorithm>
#include <utility>

namespace fanlight {

namespace {

// Somebody may have put a token where something else belongs: what begins as a JWT does is left
// out.
std::string withoutTokens(std::string_view text)
{
    constexpr std::string_view Begin = "eyJ"; // {" in base64
    std::string shown;
    while (true) {
        const std::size_t at = text.find(Begin);
        shown += text.substr(0, at);
        if (at == std::string_view::npos)
            return shown;
        text.remove_prefix(at);
        std::size_t end = 0;
        while (end < text.size()
            && ((text[end] >= '0' && text[end] <= '9') || (text[end] >= 'a' && text[end] <= 'z')
                || (text[end] >= 'A' && text[end] <= 'Z') || text[end] == '-' || text[end] == '_'
                || text[end] == '.'))
            ++end;
        shown += "(a token)";
        text.remove_prefix(end);
    }
}

// Whether it can be shown as it is: no more than ASCII and our own quotation marks.
bool isPlain(std::string_view text)
{
    if (text.size() > RefusalBook::MaxTextBytes || text.find("eyJ") != std::string_view::npos)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] >= 0x20 && text[i] < 0x7f)
            continue;
        const std::string_view sign = text.substr(i, 3);
        if (sign != "“" && sign != "”")
            return false;
        i += 2;
    }
    return true;
}

std::string fitToShow(std::string_view text)
{
    if (isPlain(text))
        return std::string(text);
    return escapeBytes(withoutTokens(text), RefusalBook::MaxTextBytes);
}

std::string withoutNumbers(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const bool isDigit = c >= '0' && c <= '9';
        if (!isDigit)
            out += c;
        else if (!out.ends_with('#'))
            out += '#';
    }
    return out;
}

} // namespace

void RefusalBook::note(std::string_view address, std::string_view wanted, int status,
    std::string_view why, std::int64_t nowMs)
{
    std::string shownWanted = fitToShow(wanted);
    std::string shownWhy = fitToShow(why);
    std::string key = std::string(address) + '\n' + shownWanted + '\n' + withoutNumbers(shownWhy);
    const std::lock_guard lock(m_mutex);
    ++m_total;
    if (const auto kind = prometheus_text::turnAwayOf(status))
        ++m_kinds[static_cast<std::size_t>(*kind)];
    const auto found = m_byKey.find(key);
    if (found != m_byKey.end()) {
        m_entries.splice(m_entries.begin(), m_entries, found->second);
    } else {
        makeRoom(std::string(address));
        Entry entry;
        entry.row.id = m_next++;
        entry.row.address = address;
        entry.row.wanted = std::move(shownWanted);
        entry.row.firstMs = nowMs;
        entry.key = key;
        m_entries.push_front(std::move(entry));
        m_byKey.emplace(std::move(key), m_entries.begin());
        ++m_rowsOf[m_entries.front().row.address];
    }
    Entry& entry = m_entries.front();
    entry.row.why = std::move(shownWhy);
    entry.row.status = status;
    entry.row.lastMs = nowMs;
    ++entry.row.count;
    ++entry.untold;
}

std::uint64_t RefusalBook::count(prometheus_text::TurnAway kind) const
{
    const std::lock_guard lock(m_mutex);
    return m_kinds[static_cast<std::size_t>(kind)];
}

void RefusalBook::makeRoom(const std::string& address)
{
    const auto rows = m_rowsOf.find(address);
    if (rows != m_rowsOf.end() && rows->second >= MaxRowsOfAddress) {
        const auto oldest = std::find_if(m_entries.rbegin(), m_entries.rend(),
            [&](const Entry& entry) { return entry.row.address == address; });
        forget(std::prev(oldest.base()));
    } else if (m_entries.size() >= MaxRows) {
        forget(std::prev(m_entries.end()));
    }
}

void RefusalBook::forget(Entries::iterator entry)
{
    m_forgotten += entry->row.count;
    m_untold += entry->untold;
    m_byKey.erase(entry->key);
    const auto rows = m_rowsOf.find(entry->row.address);
    if (--rows->second == 0)
        m_rowsOf.erase(rows);
    m_entries.erase(entry);
}

RefusalBook::Contents RefusalBook::contents() const
{
    Contents contents;
    const std::lock_guard lock(m_mutex);
    contents.rows.reserve(m_entries.size());
    for (const Entry& entry : m_entries)
        contents.rows.push_back(entry.row);
    contents.total = m_total;
    contents.forgotten = m_forgotten;
    return contents;
}

RefusalBook::News RefusalBook::takeNews(std::int64_t nowMs, std::size_t most)
{
    News news;
    const std::lock_guard lock(m_mutex);
    news.untold = std::exchange(m_untold, 0);
    for (auto entry = m_entries.rbegin(); entry != m_entries.rend() && news.rows.size() < most;
         ++entry) {
        if (entry->untold == 0 || (entry->toldMs != 0 && nowMs - entry->toldMs < TellEveryMs))
            continue;
        entry->toldMs = nowMs;
        news.rows.push_back(entry->row);
        news.rows.back().count = std::exchange(entry->untold, 0);
    }
    return news;
}

} // namespace fanlight
