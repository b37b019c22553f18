// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Reports as JSON and back. What stands in a table below is written and read by it.
#include "load/report.h"
#include "load/report_fields.h"
#include "load/scenario_yaml.h"
#include "load/secrets.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
const QString Format = u"fanlight-load-report"_s;
constexpr int Version = 1;
constexpr qsizetype MostBytes = 64 << 20;
constexpr double MostCount = 9007199254740992.0; // 2^53: what JSON numbers hold exactly

struct NamedHistogram {
    const char* name;
    LatencyHistogram LoadReport::*histogram;
};
constexpr std::array Histograms{
    NamedHistogram{"latency", &LoadReport::latency},
    NamedHistogram{"rawLatency", &LoadReport::rawLatency},
    NamedHistogram{"connect", &LoadReport::connect},
    NamedHistogram{"firstByte", &LoadReport::firstByte},
    NamedHistogram{"publishAnswer", &LoadReport::publishAnswer},
    NamedHistogram{"answer", &LoadReport::answer},
};

QJsonValue jsonOf(double figure)
{
    return std::isfinite(figure) ? QJsonValue(figure) : QJsonValue(QJsonValue::Null);
}
QJsonValue jsonOf(quint64 count)
{
    return QJsonValue(static_cast<qint64>(count));
}

template <class Object, class Fields>
void writeCounts(QJsonObject& json, const Object& object, const Fields& fields)
{
    for (const auto& field : fields)
        json.insert(QLatin1StringView(field.name), jsonOf(object.*field.member));
}

QJsonObject jsonOf(const LatencyHistogram& histogram)
{
    QJsonArray buckets;
    for (const LatencyHistogram::Step& step : histogram.steps())
        buckets.append(QJsonArray{jsonOf(quint64(step.ns)), jsonOf(quint64(step.count))});
    return {
        {u"count"_s, jsonOf(quint64(histogram.count()))},
        {u"p50Ms"_s, jsonOf(histogram.percentileMs(50))},
        {u"p90Ms"_s, jsonOf(histogram.percentileMs(90))},
        {u"p95Ms"_s, jsonOf(histogram.percentileMs(95))},
        {u"p99Ms"_s, jsonOf(histogram.percentileMs(99))},
        {u"p99.9Ms"_s, jsonOf(histogram.percentileMs(99.9))},
        {u"maxMs"_s, jsonOf(histogram.percentileMs(100))},
        {u"bucketsNs"_s, buckets}, // [largest value, count]
    };
}

QJsonObject jsonOf(const TesterLoad& tester)
{
    QJsonObject json{{u"wasBottleneck"_s, tester.wasBottleneck}, {u"verdict"_s, tester.verdict}};
    writeCounts(json, tester, report_fields::Tester);
    return json;
}

QJsonObject jsonOf(const HubFigures& hub)
{
    QJsonObject json{
        {u"version"_s, hub.version}, {u"broker"_s, hub.broker}, {u"instance"_s, hub.instance}};
    writeCounts(json, hub, report_fields::Hub);
    return json;
}

QJsonObject jsonOf(const LoadSample& sample)
{
    QJsonObject json{{u"timeMs"_s, sample.timeMs}, {u"intervalMs"_s, sample.intervalMs}};
    writeCounts(json, sample, report_fields::SampleCounts);
    writeCounts(json, sample, report_fields::SampleFigures);
    return json;
}

// Reads what the functions above write; the first thing that is wrong stays in `error`.
class Reader {
public:
    explicit Reader(QString& error)
        : m_error(error)
    {
    }

    std::optional<LoadReport> read(const QJsonObject& json)
    {
        LoadReport report;
        report.name = json.value("name"_L1).toString();
        report.wasStopped = json.value("wasStopped"_L1).toBool();
        report.failure = json.value("failure"_L1).toString();
        report.startedAtMs = time(json, "startedAtMs"_L1);
        report.endedAtMs = time(json, "endedAtMs"_L1);
        readScenarioOf(json, report);
        const QJsonObject totals = json.value("totals"_L1).toObject();
        // no report is without it
        report.totals.arrived = count(totals.value("arrived"_L1), u"arrived"_s);
        readCounts(totals, report.totals, report_fields::Totals);
        const QJsonObject errors = json.value("errors"_L1).toObject();
        for (auto error = errors.begin(); error != errors.end(); ++error)
            report.errors.emplace(error.key(), count(error.value(), error.key()));
        const QJsonObject remarks = json.value("remarks"_L1).toObject();
        for (auto remark = remarks.begin(); remark != remarks.end(); ++remark)
            report.remarks.emplace(remark.key(), remark.value().toString());
        report.publishSeconds = json.value("publishSeconds"_L1).toDouble();
        report.eventSeconds = json.value("eventSeconds"_L1).toDouble();
        for (const NamedHistogram& named : Histograms)
            report.*named.histogram
                = histogram(json.value(QLatin1StringView(named.name)).toObject(),
                    QLatin1StringView(named.name));
        readTester(json.value("tester"_L1).toObject(), report.tester);
        if (json.value("hub"_L1).isObject())
            readHub(json.value("hub"_L1).toObject(), report.hub.emplace());
        readSamples(json.value("samples"_L1).toArray(), report);
        for (const QJsonValue value : json.value("expectations"_L1).toArray()) {
            const QJsonObject outcome = value.toObject();
            report.expectations.push_back(
                {outcome.value("text"_L1).toString(), outcome.value("measured"_L1).toString(),
                    outcome.value("met"_L1).toBool(), outcome.value("value"_L1).toDouble(Unknown)});
        }
        return m_error.isEmpty() ? std::optional(std::move(report)) : std::nullopt;
    }

private:
    void fail(const QString& text)
    {
        if (m_error.isEmpty())
            m_error = text;
    }

    quint64 count(const QJsonValue& value, const QString& name)
    {
        const double number = value.toDouble(-1);
        if (number < 0 || number > MostCount || number != std::floor(number)) {
            fail(u"The report is damaged: “%1” is no count."_s.arg(name));
            return 0;
        }
        return static_cast<quint64>(number);
    }

    qint64 time(const QJsonObject& json, QLatin1StringView name)
    {
        return static_cast<qint64>(count(json.value(name), name));
    }

    void readFigure(const QJsonValue& value, const QString& name, double& figure)
    {
        if (!value.isDouble() && !value.isNull() && !value.isUndefined())
            fail(u"The report is damaged: “%1” is no figure."_s.arg(name));
        figure = value.toDouble(Unknown);
    }
    // One that is not there was not counted yet when the report was written.
    void readFigure(const QJsonValue& value, const QString& name, quint64& figure)
    {
        if (!value.isUndefined())
            figure = count(value, name);
    }

    template <class Object, class Fields>
    void readCounts(const QJsonObject& json, Object& object, const Fields& fields)
    {
        for (const auto& field : fields)
            readFigure(json.value(QLatin1StringView(field.name)), QString::fromLatin1(field.name),
                object.*field.member);
    }

    void readScenarioOf(const QJsonObject& json, LoadReport& report)
    {
        ScenarioReading reading = readScenario(json.value("scenario"_L1).toString().toUtf8(), {});
        if (!reading.error.isEmpty())
            fail(u"The report is damaged: its scenario: "_s + reading.error);
        report.scenario = std::move(reading.scenario);
    }

    LatencyHistogram histogram(const QJsonObject& json, const QString& name)
    {
        LatencyHistogram result;
        const QJsonArray buckets = json.value("bucketsNs"_L1).toArray();
        if (buckets.size() > latency_buckets::Count)
            fail(u"The report is damaged: “%1” has too many buckets."_s.arg(name));
        for (const QJsonValue value : buckets) {
            if (!m_error.isEmpty())
                return {};
            const QJsonArray bucket = value.toArray();
            result.record(count(bucket.at(0), name), count(bucket.at(1), name));
        }
        return result;
    }

    void readTester(const QJsonObject& json, TesterLoad& tester)
    {
        tester.wasBottleneck = json.value("wasBottleneck"_L1).toBool();
        tester.verdict = json.value("verdict"_L1).toString();
        readCounts(json, tester, report_fields::Tester);
    }

    void readHub(const QJsonObject& json, HubFigures& hub)
    {
        hub.version = json.value("version"_L1).toString();
        hub.broker = json.value("broker"_L1).toString();
        hub.instance = json.value("instance"_L1).toString();
        readCounts(json, hub, report_fields::Hub);
    }

    void readSamples(const QJsonArray& samples, LoadReport& report)
    {
        if (samples.size() > qsizetype(LoadReport::MostSamples))
            fail(u"The report is damaged: it has more than %L1 samples."_s.arg(
                LoadReport::MostSamples));
        for (const QJsonValue value : samples) {
            if (!m_error.isEmpty())
                return;
            const QJsonObject json = value.toObject();
            LoadSample& sample = report.samples.emplace_back();
            sample.timeMs = time(json, "timeMs"_L1);
            sample.intervalMs = time(json, "intervalMs"_L1);
            readCounts(json, sample, report_fields::SampleCounts);
            readCounts(json, sample, report_fields::SampleFigures);
        }
    }

    QString& m_error;
};

QString isoTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}
} // namespace

QByteArray toJson(const LoadReport& report)
{
    QJsonObject json{
        {u"format"_s, Format},
        {u"version"_s, Version},
        {u"name"_s, report.name},
        {u"scenario"_s, QString::fromUtf8(writeScenario(withoutSecrets(report.scenario)))},
        {u"startedAt"_s, isoTime(report.startedAtMs)}, // for people
        {u"startedAtMs"_s, report.startedAtMs},
        {u"endedAtMs"_s, report.endedAtMs},
        {u"wasStopped"_s, report.wasStopped},
        {u"failure"_s, withoutSecrets(report.failure)},
        // for scripts; follows from the rest
        {u"verdict"_s, QString::fromLatin1(loadVerdictName(report.verdict()))},
        {u"nothingTested"_s, report.nothingTested()},
        {u"publishSeconds"_s, report.publishSeconds},
        {u"eventSeconds"_s, report.eventSeconds},
        {u"publishedPerSecond"_s, jsonOf(report.publishedPerSecond())},
        {u"eventsPerSecond"_s, jsonOf(report.eventsPerSecond())},
        {u"bytesPerSecond"_s, jsonOf(report.bytesPerSecond())},
        {u"tester"_s, jsonOf(report.tester)},
        {u"hub"_s, report.hub ? QJsonValue(jsonOf(*report.hub)) : QJsonValue(QJsonValue::Null)},
    };
    QJsonObject totals;
    writeCounts(totals, report.totals, report_fields::Totals);
    json.insert(u"totals"_s, totals);
    QJsonObject errors;
    for (const auto& [kind, count] : report.errors)
        errors.insert(kind, jsonOf(count));
    json.insert(u"errors"_s, errors);
    QJsonObject remarks;
    for (const auto& [kind, text] : report.remarks)
        remarks.insert(kind, text);
    json.insert(u"remarks"_s, remarks);
    for (const NamedHistogram& named : Histograms)
        json.insert(QLatin1StringView(named.name), jsonOf(report.*named.histogram));
    QJsonArray samples;
    for (const LoadSample& sample : report.samples)
        samples.append(jsonOf(sample));
    json.insert(u"samples"_s, samples);
    QJsonArray expectations;
    for (const ExpectationResult& result : report.expectations)
        expectations.append(QJsonObject{{u"text"_s, result.text}, {u"measured"_s, result.measured},
            {u"value"_s, jsonOf(result.value)}, {u"met"_s, result.met}});
    json.insert(u"expectations"_s, expectations);
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<LoadReport> reportFromJson(const QByteArray& json, QString& error)
{
    error.clear();
    if (json.size() > MostBytes) {
        error = u"This is no report of a load test: it is larger than 64 MiB."_s;
        return std::nullopt;
    }
    QJsonParseError parse;
    const QJsonObject object = QJsonDocument::fromJson(json, &parse).object();
    if (parse.error != QJsonParseError::NoError)
        error = u"This is no report of a load test: "_s + parse.errorString();
    else if (object.value("format"_L1).toString() != Format)
        error = u"This is no report of a load test."_s;
    else if (object.value("version"_L1).toInt() != Version)
        error = u"This report is of a newer version of Fanlight."_s;
    return error.isEmpty() ? Reader(error).read(object) : std::nullopt;
}

} // namespace fanlight
