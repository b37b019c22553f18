// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/limit_options.h"

#include "hub/options.h"
#include "metrics/units.h"

#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

struct RateUnit {
    QChar letter;
    std::chrono::seconds per;
};
constexpr std::array RateUnits{RateUnit{u's', std::chrono::seconds(1)},
    RateUnit{u'm', std::chrono::seconds(60)}, RateUnit{u'h', std::chrono::seconds(3600)}};

std::optional<qint64> countWithin(QStringView text, qint64 most)
{
    const std::optional<qint64> number = parseWholeNumber(text);
    return number && *number >= 1 && *number <= most ? number : std::nullopt;
}

Option<HubOptions> rateLimit(OptionSpec spec, auth::RateLimit HubOptions::*member, bool mayBeAuto)
{
    const auto set = [=](HubOptions& options, const QString& value) -> QString {
        QString wrong;
        if (const auto limit = limit_options::parse(value, mayBeAuto, wrong))
            options.*member = *limit;
        return wrong;
    };
    return {std::move(spec), set,
        [member](const HubOptions& options) { return limit_options::text(options.*member); }};
}

} // namespace

std::vector<Option<HubOptions>> limit_options::rows()
{
    return {
        rateLimit({"limit-streams", "RATE[:BURST]|auto|off",
                      "new streams of one address (IPv6: of one /64), like 20/s or "
                      "300/m:100; beyond they are told to come back. auto is 50/s where "
                      "other machines reach the hub, for those that come from there, else "
                      "off; a burst is ten seconds' worth unless it is said"},
            &HubOptions::limitStreams, true),
        rateLimit({"limit-requests", "RATE[:BURST]|auto|off",
                      "other requests of one address, beside publishes and /healthz; "
                      "beyond they get 429. auto is 200/s, likewise"},
            &HubOptions::limitRequests, true),
        rateLimit({"limit-publishes", "RATE[:BURST]|off",
                      "publishes with one token, by its name; beyond they get 429"},
            &HubOptions::limitPublishes, false),
    };
}

std::optional<auth::RateLimit> limit_options::parse(
    const QString& text, bool mayBeAuto, QString& wrong)
{
    if (text == OffWord || text == u'0')
        return auth::RateLimit();
    if (mayBeAuto && text == "auto"_L1)
        return auth::RateLimit::automatic();
    const qsizetype slash = text.indexOf(u'/');
    const qsizetype colon = text.indexOf(u':');
    const QStringView unit = QStringView(text).mid(slash + 1, colon < 0 ? -1 : colon - slash - 1);
    const auto count
        = countWithin(QStringView(text).left(std::max<qsizetype>(slash, 0)), MostCount);
    const auto burst = colon < 0 ? std::optional<qint64>(0)
                                 : countWithin(QStringView(text).mid(colon + 1), MostBurst);
    for (const RateUnit& known : RateUnits) {
        if (!count || !burst || unit != QStringView(&known.letter, 1))
            continue;
        auth::RateLimit limit = auth::RateLimit::of(*count, known.per);
        if (*burst > 0)
            limit.burst = *burst;
        return limit;
    }
    wrong
        = u"“%1” is not a limit; use off%2, a number a second, minute or hour like 20/s, 300/m or 1000/h (up to %3), and behind a colon how many may come at once, like 20/s:100"_s
              .arg(text, mayBeAuto ? u", auto"_s : QString(), QString::number(MostCount));
    return std::nullopt;
}

QString limit_options::text(const auth::RateLimit& limit)
{
    if (limit.isAuto)
        return u"auto"_s;
    if (limit.isOff())
        return OffWord;
    for (const RateUnit& unit : RateUnits) {
        if (unit.per != limit.per)
            continue;
        const QString rate = QString::number(limit.count) + u'/' + unit.letter;
        return limit.burst == auth::RateLimit::usualBurst(limit.count, limit.per)
            ? rate
            : QString(rate + u':' + QString::number(limit.burst));
    }
    return OffWord;
}

} // namespace fanlight
