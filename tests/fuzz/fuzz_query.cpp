// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What stands behind a "?", and the filter language of GET /api/connections and the tables: nothing
// crashes it, what is encoded decodes to itself, and a filter answers in a time its length bounds.
#include "fuzz/split.h"
#include "http/query.h"
#include "hub/connection_filter.h"
#include "hub/message_filter.h"

#include <ctime>

using namespace fanlight;

namespace {

constexpr qint64 NowMs = 1'700'000'000'000;

ConnectionRow stream()
{
    ConnectionRow row;
    row.id = 4711;
    row.userId = QString(300, u'a');
    row.address = QStringLiteral("127.0.0.1:40120");
    row.types = {QStringLiteral("like"), QStringLiteral("comment")};
    row.connectedAtMs = NowMs - 5000;
    row.backlogBytes = 70'000;
    row.userAgent = QStringLiteral("Mozilla/5.0 (X11) Chrome");
    return row;
}

MessageRecord message()
{
    MessageRecord record;
    record.frame
        = Frame::event({"1700000000000-0", "note",
                           "{\"type\":\"like\",\"text\":\"aaaaaaaaaaaaaaaaaaaaaaaab\"}", -1, true},
            "like");
    record.userId = "42";
    record.users = 1;
    record.timeMs = NowMs - 10;
    return record;
}

template <class Filter, class Row> void checkFilter(const QString& text, const Row& row)
{
    const Filter filter(text);
    fuzz::check(filter.error().isEmpty() || filter.isEmpty()); // a wrong one holds nothing back
    const bool matches = filter.matches(row, NowMs);
    fuzz::check(!filter.isEmpty() || matches);
    if (text.size() > filter::MaxLength)
        return;
    // Order makes no difference, nor do blanks.
    QStringList terms = text.simplified().split(u' ', Qt::SkipEmptyParts);
    std::reverse(terms.begin(), terms.end());
    const Filter turned(terms.join(u' '));
    fuzz::check(turned.error().isEmpty() == filter.error().isEmpty());
    fuzz::check(turned.matches(row, NowMs) == matches);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::clock_t begin = std::clock(); // CPU time: a machine that is busy hurts nobody
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    fuzz::check(http::percentDecode(http::percentEncode(text), true) == text);
    const auto query = http::Query::parse(text);
    if (query)
        std::ignore = query->value("filter");

    static const ConnectionRow row = stream();
    static const MessageRecord record = message();
    const std::string asked(query && query->value("filter") ? *query->value("filter") : text);
    const QString filter = QString::fromStdString(asked);
    checkFilter<ConnectionFilter>(filter, row);
    checkFilter<MessageFilter>(filter, record);
    // of 8 KiB, under sanitizers
    fuzz::check(std::clock() - begin < 5 * CLOCKS_PER_SEC);
    return 0;
}
