// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The writing half of scenario_yaml.h; scenario_reader.cpp is the other one.
#include "load/scenario_yaml.h"

#include "metrics/units.h"

#include <QLocale>
#include <QRegularExpression>

#include <yaml-cpp/yaml.h>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {
// Writes keys and values; what has its default value is left out by `unless`.
class Writer {
public:
    QByteArray write(const LoadScenario& scenario)
    {
        m_out << YAML::BeginMap;
        begin("config");
        writeConfig(scenario);
        end();
        if (!scenario.flows.empty())
            writeFlows(scenario.flows);
        m_out << YAML::EndMap;
        return QByteArray(m_out.c_str()) + '\n';
    }

private:
    void begin(const char* key) { m_out << YAML::Key << key << YAML::Value << YAML::BeginMap; }
    void end() { m_out << YAML::EndMap; }
    void beginList(const char* key) { m_out << YAML::Key << key << YAML::Value << YAML::BeginSeq; }
    void endList() { m_out << YAML::EndSeq; }

    // Quoted where it could be taken for something else than a text.
    void text(const QString& value)
    {
        static const QRegularExpression Plain(u"^[A-Za-z/$][A-Za-z0-9 /_.,%-]*$"_s);
        static const QRegularExpression Word(
            u"^(true|false|yes|no|on|off|null|y|n)$"_s, QRegularExpression::CaseInsensitiveOption);
        const bool isPlain = Plain.match(value).hasMatch() && !Word.match(value).hasMatch();
        if (!isPlain)
            m_out << YAML::DoubleQuoted;
        m_out << value.toStdString();
    }
    void put(const char* key, const QString& value)
    {
        m_out << YAML::Key << key << YAML::Value;
        text(value);
    }
    void put(const char* key, double value)
    {
        m_out << YAML::Key << key << YAML::Value
              << QString::number(value, 'f', QLocale::FloatingPointShortest).toStdString();
    }
    void put(const char* key, std::int64_t value)
    {
        m_out << YAML::Key << key << YAML::Value << value;
    }
    void put(const char* key, bool value) { m_out << YAML::Key << key << YAML::Value << value; }
    // seconds, as Artillery has them
    void put(const char* key, milliseconds value) { put(key, double(value.count()) / 1000); }
    void put(const char* key, const QStringList& headers)
    {
        m_out << YAML::Key << key << YAML::Value << YAML::BeginMap;
        QStringList names;
        for (const QString& header : headers) {
            const QString name = header.section(u':', 0, 0);
            if (names.contains(name, Qt::CaseInsensitive))
                continue;
            names.append(name);
            text(name);
            valuesOf(name, headers);
        }
        m_out << YAML::EndMap;
    }
    // One, or a list where a name comes more than once.
    void valuesOf(const QString& name, const QStringList& headers)
    {
        QStringList values;
        for (const QString& header : headers) {
            if (header.section(u':', 0, 0).compare(name, Qt::CaseInsensitive) == 0)
                values.append(header.section(u':', 1).trimmed());
        }
        if (values.size() == 1) {
            text(values.first());
            return;
        }
        m_out << YAML::BeginSeq;
        for (const QString& value : values)
            text(value);
        m_out << YAML::EndSeq;
    }
    template <class Value> void unless(const Value& usual, const char* key, const Value& value)
    {
        if (!(value == usual))
            put(key, value);
    }

    void writeConfig(const LoadScenario& scenario)
    {
        put("target", scenario.target);
        writePhases(scenario.phases);
        begin("http");
        put("timeout", scenario.timeout);
        if (!scenario.headers.isEmpty()) {
            begin("defaults");
            put("headers", scenario.headers);
            end();
        }
        end();
        if (!(scenario.tls == LoadTls())) {
            begin("tls");
            put("rejectUnauthorized", !scenario.tls.trustsAnyone);
            unless(QString(), "ca", scenario.tls.caFile);
            unless(QString(), "cert", scenario.tls.own.certFile);
            unless(QString(), "key", scenario.tls.own.keyFile);
            end();
        }
        if (!scenario.clientsFile.isEmpty()) {
            begin("payload");
            put("path", scenario.clientsFile);
            if (!scenario.clientsFields.isEmpty()) {
                beginList("fields");
                for (const QString& field : scenario.clientsFields)
                    text(field);
                endList();
            }
            put("skipHeader", scenario.clientsFields.isEmpty() || scenario.clientsSkipFirst);
            put("order", u"sequence"_s);
            end();
        }
        if (!scenario.variables.empty() || !scenario.choices.empty()) {
            begin("variables");
            for (const auto& [name, values] : scenario.choices) {
                text(name);
                m_out << YAML::BeginSeq;
                for (const QString& value : values)
                    text(value);
                m_out << YAML::EndSeq;
            }
            for (const auto& [name, value] : scenario.variables) {
                text(name);
                text(value);
            }
            end();
        }
        writeOwn(scenario);
    }

    void writePhases(const std::vector<LoadPhase>& phases)
    {
        beginList("phases");
        for (const LoadPhase& phase : phases) {
            m_out << YAML::BeginMap;
            const bool isPause
                = phase.arrivalRate == 0 && phase.rampTo < 0 && phase.arrivalCount < 0;
            put(isPause ? "pause" : "duration", phase.duration);
            if (phase.arrivalRate != 0 || phase.rampTo >= 0)
                put("arrivalRate", phase.arrivalRate);
            if (phase.rampTo >= 0)
                put("rampTo", phase.rampTo);
            if (phase.arrivalCount >= 0)
                put("arrivalCount", phase.arrivalCount);
            unless(std::int64_t(0), "maxVusers", phase.maxClients);
            unless(QString(), "name", phase.name);
            m_out << YAML::EndMap;
        }
        endList();
    }

    // What Artillery does not know.
    void writeOwn(const LoadScenario& scenario)
    {
        const LoadScenario usual;
        begin("sse");
        unless(usual.name, "name", scenario.name);
        unless(usual.users, "users", scenario.users);
        unless(usual.think, "think", scenario.think);
        unless(usual.lateAfter, "lateAfter", scenario.lateAfter);
        writeAccess(scenario.access);
        writePublishing(scenario.publishing);
        if (scenario.slowShare != usual.slowShare
            || scenario.slowBytesPerSecond != usual.slowBytesPerSecond) {
            begin("slowReaders");
            putShare(scenario.slowShare);
            put("bytesPerSecond", scenario.slowBytesPerSecond);
            end();
        }
        if (scenario.dropShare != usual.dropShare || scenario.dropEvery != usual.dropEvery
            || scenario.dropAway != usual.dropAway) {
            begin("drop");
            putShare(scenario.dropShare);
            put("every", scenario.dropEvery);
            unless(usual.dropAway, "away", scenario.dropAway);
            end();
        }
        if (!scenario.expectations.empty()) {
            beginList("expect");
            for (const QString& expectation : scenario.expectations)
                text(expectation);
            endList();
        }
        end();
    }

    void putShare(double share)
    {
        if (parseShare(shareText(share)) == share)
            put("share", shareText(share));
        else
            put("share", share);
    }

    void writeAccess(const LoadAccess& access)
    {
        const LoadAccess usual;
        if (access == usual)
            return;
        begin("access");
        unless(usual.tokenFile, "tokenFile", access.tokenFile);
        unless(usual.secret, "jwtSecret", access.secret);
        unless(usual.lasts, "jwtTtl", access.lasts);
        unless(usual.issuer, "jwtIssuer", access.issuer);
        unless(usual.audience, "jwtAudience", access.audience);
        unless(usual.userClaim, "jwtUserClaim", access.userClaim);
        if (access.as != usual.as)
            put("tokenAs", QString::fromLatin1(tokenAsName(access.as)));
        unless(usual.tickets, "tickets", access.tickets);
        end();
    }

    void writePublishing(const LoadPublishing& publishing)
    {
        const LoadPublishing usual;
        if (publishing == usual)
            return;
        begin("publish");
        put("rate", publishing.rate);
        put("to", QString::fromLatin1(publishToName(publishing.to)));
        unless(usual.one, "user", publishing.one);
        unless(usual.redis, "via", publishing.redis);
        unless(usual.channel, "channel", publishing.channel);
        unless(usual.url, "url", publishing.url);
        unless(usual.body, "body", publishing.body);
        unless(usual.headers, "headers", publishing.headers);
        if (publishing.leastBytes == publishing.mostBytes)
            put("payloadSize", std::int64_t(publishing.leastBytes));
        else
            put("payloadSize", u"%1..%2"_s.arg(publishing.leastBytes).arg(publishing.mostBytes));
        unless(usual.from, "from", publishing.from);
        unless(usual.lasts, "for", publishing.lasts);
        unless(usual.count, "count", publishing.count);
        unless(usual.connections, "connections", publishing.connections);
        end();
    }

    void writeFlows(const std::vector<LoadFlow>& flows)
    {
        beginList("scenarios");
        for (const LoadFlow& flow : flows) {
            m_out << YAML::BeginMap;
            unless(QString(), "name", flow.name);
            unless(1.0, "weight", flow.weight);
            beginList("flow");
            writeSteps(flow.steps);
            endList();
            m_out << YAML::EndMap;
        }
        endList();
    }

    void writeSteps(const std::vector<LoadStep>& steps)
    {
        for (const LoadStep& step : steps) {
            m_out << YAML::BeginMap;
            switch (step.kind) {
            case LoadStep::Kind::Think:
                if (step.mostHold > step.hold)
                    put("think",
                        u"%1-%2"_s
                            .arg(double(step.hold.count()) / 1000, 0, 'f',
                                QLocale::FloatingPointShortest)
                            .arg(double(step.mostHold.count()) / 1000, 0, 'f',
                                QLocale::FloatingPointShortest));
                else
                    put("think", step.hold);
                break;
            case LoadStep::Kind::Loop:
                beginList("loop");
                writeSteps(step.steps);
                endList();
                put("count", step.count);
                break;
            case LoadStep::Kind::Get:
                begin("get");
                writeRequest(step);
                if (step.reconnects || step.hold.count() > 0 || step.events > 0)
                    writeStream(step);
                end();
                break;
            case LoadStep::Kind::Post:
                begin(
                    step.method.isEmpty() ? "post" : step.method.toLower().toLatin1().constData());
                writeRequest(step);
                end();
                break;
            }
            m_out << YAML::EndMap;
        }
    }

    void writeRequest(const LoadStep& step)
    {
        put("url", step.path);
        unless(QStringList(), "headers", step.headers);
        unless(QString(), "body", step.body);
        if (!step.captures.empty()) {
            beginList("capture");
            for (const LoadStep::Capture& capture : step.captures) {
                m_out << YAML::BeginMap;
                if (!capture.header.isEmpty())
                    put("header", capture.header);
                else if (!capture.regexp.isEmpty())
                    put("regexp", capture.regexp);
                else
                    put("json", capture.json);
                unless(QString(), "as", capture.as);
                m_out << YAML::EndMap;
            }
            endList();
        }
        writeExpect(step);
    }

    void writeExpect(const LoadStep& step)
    {
        if (step.expectStatuses.empty() && step.checks.empty())
            return;
        beginList("expect");
        if (!step.expectStatuses.empty()) {
            m_out << YAML::BeginMap;
            beginList("statusCode");
            for (const int status : step.expectStatuses)
                m_out << status;
            endList();
            m_out << YAML::EndMap;
        }
        for (const LoadStep::Check& check : step.checks) {
            m_out << YAML::BeginMap << YAML::Key << checkName(check.kind) << YAML::Value;
            writeCheck(check);
            m_out << YAML::EndMap;
        }
        endList();
    }

    void writeCheck(const LoadStep::Check& check)
    {
        using Kind = LoadStep::Check::Kind;
        switch (check.kind) {
        case Kind::HasHeader:
        case Kind::HasProperty:
        case Kind::NotHasProperty:
            text(check.name);
            return;
        case Kind::ContentType:
        case Kind::NotStatus:
        case Kind::Matches:
            text(check.value);
            return;
        case Kind::HeaderEquals:
        case Kind::Equal:
            m_out << YAML::BeginSeq;
            text(check.name);
            text(check.value);
            m_out << YAML::EndSeq;
            return;
        case Kind::PropertyEquals:
            m_out << YAML::BeginMap;
            put("json", check.name);
            put("value", check.value);
            m_out << YAML::EndMap;
            return;
        }
    }

    void writeStream(const LoadStep& step)
    {
        begin("sse");
        unless(milliseconds(0), "hold", step.hold);
        unless(std::int64_t(0), "events", step.events);
        unless(true, "reconnect", step.reconnects);
        end();
    }

    YAML::Emitter m_out;
};
} // namespace

QByteArray writeScenario(const LoadScenario& scenario)
{
    return Writer().write(scenario);
}

} // namespace fanlight
