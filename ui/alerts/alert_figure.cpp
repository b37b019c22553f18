// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_figure.h"

#include "format.h"
#include "percentiles.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

struct AlertFigureText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::AlertFigure)
};

using Reading = AlertReading;
constexpr double SecondsPerMs = 0.001;

double level(const Reading& reading, double value)
{
    return reading.isMeasured ? value : Unknown;
}

double perSecond(const Reading& reading, quint64 count)
{
    return reading.isMeasured ? reading.minute.perSecond(double(count)) : Unknown;
}

quint64 ended(const Reading& reading, DisconnectReason reason)
{
    return reading.minute.disconnectsByReason[std::size_t(reason)];
}

QString gauge(const char* name)
{
    return QLatin1String(name) + u"{job=\"fanlight\"}"_s;
}

QString rateOf(const QString& selector)
{
    return u"rate(%1[%2s])"_s.arg(selector).arg(AlertReading::WindowMs / 1000);
}

QString rate(const char* name)
{
    return rateOf(gauge(name));
}

QString quantile(const char* histogram, double percent)
{
    return u"histogram_quantile(%1, sum by (job, instance, le) (%2))"_s.arg(percent / 100)
        .arg(rateOf(QLatin1String(histogram) + u"_bucket{job=\"fanlight\"}"_s));
}

AlertFigure figure(const char* name, AlertUnit unit, const char* what,
    double (*read)(const AlertReading&, double), const QString& expression)
{
    AlertFigure made;
    made.name = QLatin1String(name);
    made.unit = unit;
    made.what = what;
    made.read = read;
    made.expression = expression;
    return made;
}

AlertFigure stateFigure(const char* name, const char* what,
    double (*read)(const AlertReading&, double), const QString& condition)
{
    AlertFigure made = figure(name, AlertUnit::State, what, read, condition);
    made.state = u"away"_s;
    return made;
}

void addLevels(std::vector<AlertFigure>& all)
{
    all.push_back(figure(
        "connections", AlertUnit::Count,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "streams that are open"),
        [](const Reading& r, double) { return level(r, double(r.newest.connections)); },
        gauge("fanlight_connections")));
    all.push_back(figure(
        "all_connections", AlertUnit::Count,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "streams of all instances"),
        [](const Reading& r, double) { return level(r, r.newest.allConnections); },
        u"sum by (job) (%1)"_s.arg(gauge("fanlight_connections"))));
    all.push_back(figure(
        "slow_clients", AlertUnit::Count,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "streams with unsent events"),
        [](const Reading& r, double) { return level(r, double(r.newest.slowClients)); },
        gauge("fanlight_slow_clients")));
    all.push_back(figure(
        "backlog", AlertUnit::Bytes,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "what waits for full sockets"),
        [](const Reading& r, double) { return level(r, double(r.newest.backlogBytes)); },
        gauge("fanlight_backlog_bytes")));
    all.push_back(figure(
        "history", AlertUnit::Bytes,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "what is kept for replay"),
        [](const Reading& r, double) { return level(r, double(r.newest.historyBytes)); },
        gauge("fanlight_history_bytes")));
    all.push_back(figure(
        "memory", AlertUnit::Bytes,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "resident memory of the hub"),
        [](const Reading& r, double) { return level(r, r.newest.rssBytes); },
        gauge("process_resident_memory_bytes")));
    all.push_back(figure(
        "kernel_memory", AlertUnit::Bytes,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "memory of the kernel’s sockets"),
        [](const Reading& r, double) { return level(r, r.newest.kernelSocketBytes); },
        gauge("fanlight_kernel_socket_bytes")));
    all.push_back(figure(
        "client_memory", AlertUnit::Bytes,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "resident memory of one client"),
        [](const Reading& r, double) { return level(r, r.newest.bytesPerConnection); },
        gauge("fanlight_bytes_per_connection")));
    all.push_back(figure(
        "descriptors", AlertUnit::Percent,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "share of the file descriptors in use"),
        [](const Reading& r, double) {
            const double limit = r.newest.fileLimit;
            return level(r, limit > 0 ? 100 * r.newest.openFiles / limit : Unknown);
        },
        u"100 * %1 / %2"_s.arg(gauge("process_open_fds"), gauge("process_max_fds"))));
    all.push_back(figure(
        "cpu", AlertUnit::Percent,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "processor time, of one core"),
        [](const Reading& r, double) { return level(r, r.cpuPercent); },
        u"100 * %1"_s.arg(rate("process_cpu_seconds_total"))));
    all.push_back(figure(
        "faults", AlertUnit::Count,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "things broken on purpose"),
        [](const Reading& r, double) { return r.faults; }, gauge("fanlight_faults")));
    all.push_back(figure(
        "source_lag", AlertUnit::Count,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "messages that wait in a source’s queue"),
        [](const Reading& r, double) { return r.sourceLag; },
        u"max by (job, instance) (%1)"_s.arg(gauge("fanlight_source_lag"))));
    all.push_back(figure(
        "source_dead", AlertUnit::Count,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "dead letters of a source"),
        [](const Reading& r, double) { return r.sourceDead; },
        u"max by (job, instance) (%1)"_s.arg(gauge("fanlight_source_dead"))));
}

void addRates(std::vector<AlertFigure>& all)
{
    all.push_back(figure(
        "published", AlertUnit::PerSecond,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "notifications published"),
        [](const Reading& r, double) { return perSecond(r, r.minute.published); },
        rate("fanlight_published_total")));
    all.push_back(figure(
        "delivered", AlertUnit::PerSecond,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "events delivered"),
        [](const Reading& r, double) { return perSecond(r, r.minute.delivered); },
        rate("fanlight_delivered_total")));
    all.push_back(figure(
        "sent", AlertUnit::BytesPerSecond,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "bytes handed to the kernel"),
        [](const Reading& r, double) { return perSecond(r, r.minute.bytes); },
        rate("fanlight_sent_bytes_total")));
    all.push_back(figure(
        "dropped", AlertUnit::PerSecond,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "events slow clients lost"),
        [](const Reading& r, double) { return perSecond(r, r.minute.droppedEvents); },
        rate("fanlight_dropped_events_total")));
    all.push_back(figure(
        "connects", AlertUnit::PerSecond,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "streams opened"),
        [](const Reading& r, double) { return perSecond(r, r.minute.connects); },
        rate("fanlight_connects_total")));
    all.push_back(figure(
        "disconnects", AlertUnit::PerSecond,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "streams ended"),
        [](const Reading& r, double) { return perSecond(r, r.minute.disconnects); },
        u"sum by (job, instance) (%1)"_s.arg(rate("fanlight_disconnects_total"))));
    all.push_back(figure(
        "slow_disconnects", AlertUnit::PerSecond,
        QT_TRANSLATE_NOOP(
            "fanlight::AlertFigure", "streams ended since their backlog was too large"),
        [](const Reading& r, double) { return perSecond(r, ended(r, DisconnectReason::Slow)); },
        rateOf(u"fanlight_disconnects_total{job=\"fanlight\",reason=\"slow\"}"_s)));
    all.push_back(figure(
        "refused", AlertUnit::PerSecond,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "subscribers sent away"),
        [](const Reading& r, double) { return perSecond(r, r.minute.refused); },
        rate("fanlight_refused_total")));
    all.push_back(figure(
        "redis_received", AlertUnit::PerSecond,
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "messages received from Redis"),
        [](const Reading& r, double) {
            return level(r, r.minute.perSecond(r.minute.redisReceived));
        },
        rate("fanlight_redis_received_total")));
}

void addPercentiles(std::vector<AlertFigure>& all)
{
    struct Latency {
        const char* name;
        const char* what;
        const char* histogram;
        double (*read)(const AlertReading&, double);
    };
    const Latency latencies[] = {
        {"ack",
            QT_TRANSLATE_NOOP(
                "fanlight::AlertFigure", "from publish to acknowledged by the client"),
            "fanlight_ack_latency_seconds",
            [](const Reading& r, double percent) { return level(r, r.minute.ackMs(percent)); }},
        {"write",
            QT_TRANSLATE_NOOP("fanlight::AlertFigure", "from publish to handed to the kernel"),
            "fanlight_write_latency_seconds",
            [](const Reading& r, double percent) {
                return level(r, r.minute.write.percentileMs(percent));
            }},
        {"redis_lag",
            QT_TRANSLATE_NOOP("fanlight::AlertFigure", "from published to received from Redis"),
            "fanlight_redis_lag_seconds",
            [](const Reading& r, double percent) {
                return level(r, r.minute.redisLag.percentileMs(percent));
            }},
    };
    for (const Latency& latency : latencies) {
        for (const double percent : Percentiles::all()) {
            AlertFigure made = figure(latency.name, AlertUnit::Milliseconds, latency.what,
                latency.read, quantile(latency.histogram, percent));
            made.name += u'_' + Percentiles::name(percent);
            made.percent = percent;
            made.scale = SecondsPerMs;
            all.push_back(made);
        }
    }
}

std::vector<AlertFigure> makeFigures()
{
    std::vector<AlertFigure> all;
    addPercentiles(all);
    addLevels(all);
    addRates(all);
    all.push_back(stateFigure(
        "hub",
        QT_TRANSLATE_NOOP("fanlight::AlertFigure", "the hub does not answer, or could not start"),
        [](const Reading& r, double) { return r.hubAway; }, gauge("up") + u" == 0"_s));
    all.push_back(stateFigure(
        "redis", QT_TRANSLATE_NOOP("fanlight::AlertFigure", "Redis does not serve this hub"),
        [](const Reading& r, double) { return r.redisAway; },
        gauge("fanlight_redis_up") + u" == 0"_s));
    all.push_back(stateFigure(
        "sources", QT_TRANSLATE_NOOP("fanlight::AlertFigure", "a source cannot be reached"),
        [](const Reading& r, double) { return r.sourcesAway; },
        u"max by (job, instance) (fanlight_source_state{job=\"fanlight\",state=\"connecting\"}) == 1"_s));
    return all;
}

} // namespace

const std::vector<AlertFigure>& AlertFigure::all()
{
    static const std::vector<AlertFigure> figures = makeFigures();
    return figures;
}

const AlertFigure* AlertFigure::find(QStringView name)
{
    const auto found = std::find_if(
        all().begin(), all().end(), [name](const AlertFigure& one) { return one.name == name; });
    return found == all().end() ? nullptr : &*found;
}

QStringList AlertFigure::names()
{
    QStringList names;
    for (const AlertFigure& one : all())
        names << one.name;
    return names;
}

QString AlertFigure::description() const
{
    const QString words = AlertFigureText::tr(what);
    return isKnown(percent) ? AlertFigureText::tr("%1, %2", "a latency, percentile")
                                  .arg(words, Percentiles::name(percent))
                            : words;
}

QString alertValueText(const AlertFigure& figure, double value)
{
    if (!isKnown(value))
        return format::Dash;
    switch (figure.unit) {
    case AlertUnit::Count:
        return format::count(value);
    case AlertUnit::PerSecond:
        return AlertFigureText::tr("%1/s").arg(format::rate(value));
    case AlertUnit::Bytes:
        return format::bytes(value);
    case AlertUnit::BytesPerSecond:
        return AlertFigureText::tr("%1/s").arg(format::bytes(value));
    case AlertUnit::Percent:
        return format::percent(value);
    case AlertUnit::Milliseconds:
        return AlertFigureText::tr("%1 ms").arg(format::milliseconds(value));
    case AlertUnit::State:
        break;
    }
    return value > 0 ? AlertFigureText::tr("away") : AlertFigureText::tr("there");
}

} // namespace fanlight
