// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_command.h"

#include "load/command_line.h"
#include "metrics/units.h"

#include <QLocale>
#include <QRegularExpression>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

// As a POSIX shell reads it.
QString shellQuoted(const QString& text)
{
    static const QRegularExpression Plain(u"^[A-Za-z0-9_@%+=:,./-]+$"_s);
    return Plain.match(text).hasMatch() ? text
                                        : u'\'' + QString(text).replace(u'\'', "'\\''"_L1) + u'\'';
}

QString numberText(double number)
{
    return QString::number(number, 'f', QLocale::FloatingPointShortest);
}
QString timeText(milliseconds time)
{
    return time.count() == 0 ? u"0s"_s : durationText(time);
}

QString phaseText(const LoadPhase& phase)
{
    QString text = timeText(phase.duration);
    if (phase.arrivalRate > 0 || phase.rampTo >= 0)
        text += u",rate="_s + numberText(phase.arrivalRate)
            + (phase.rampTo >= 0 ? QString(u".."_s + numberText(phase.rampTo)) : QString());
    if (phase.arrivalCount >= 0)
        text += u",count="_s + QString::number(phase.arrivalCount);
    if (phase.maxClients > 0)
        text += u",max="_s + QString::number(phase.maxClients);
    return phase.name.isEmpty() ? text : QString(text + u",name="_s + phase.name);
}

// Collects arguments; those of the default value are left out.
class Arguments {
public:
    template <class Value, class Text>
    void add(const char* name, const Value& value, const Value& usual, Text text)
    {
        if (!(value == usual))
            add(name, text(value));
    }
    void add(const char* name, const QString& value)
    {
        // what looks like an option is one only when it stands alone
        m_list += value.startsWith("--"_L1)
            ? QStringList{u"--"_s + QLatin1StringView(name) + u'=' + value}
            : QStringList{u"--"_s + QLatin1StringView(name), value};
    }
    void add(const char* name, const QStringList& values)
    {
        for (const QString& value : values)
            add(name, value);
    }
    void addFlag(const char* name) { m_list += u"--"_s + QLatin1StringView(name); }
    QStringList list() const { return m_list; }

private:
    QStringList m_list;
};

QString asIs(const QString& text)
{
    return text;
}
QString wholeText(std::int64_t number)
{
    return QString::number(number);
}

void addArrivals(Arguments& arguments, const LoadScenario& scenario)
{
    const auto& phases = scenario.phases;
    if (phases.size() == 2 && phases[0].arrivalCount > 0) {
        const LoadScenario simple = simpleScenario(
            {}, {}, phases[0].arrivalCount, phases[0].duration, phases[1].duration);
        if (simple.phases == phases) {
            arguments.add("clients", wholeText(phases[0].arrivalCount));
            arguments.add("ramp", timeText(phases[0].duration));
            arguments.add("duration", timeText(phases[1].duration));
            return;
        }
    }
    for (const LoadPhase& phase : phases)
        arguments.add("phase", phaseText(phase));
}

void addPublishing(Arguments& arguments, const LoadPublishing& publishing)
{
    const LoadPublishing usual;
    arguments.add("publish-rate", publishing.rate, usual.rate, numberText);
    if (publishing.to == PublishTo::One && publishing.one != usual.one)
        arguments.add("publish-to", u"user="_s + wholeText(publishing.one));
    else
        arguments.add("publish-to", publishing.to, usual.to,
            [](PublishTo to) { return QString::fromLatin1(publishToName(to)); });
    arguments.add("publish-via", publishing.redis, usual.redis, asIs);
    arguments.add("publish-channel", publishing.channel, usual.channel, asIs);
    arguments.add("publish-url", publishing.url, usual.url, asIs);
    arguments.add("publish-body", publishing.body, usual.body, asIs);
    arguments.add("publish-header", publishing.headers);
    arguments.add("publish-from", publishing.from, usual.from, timeText);
    arguments.add("publish-for", publishing.lasts, usual.lasts, timeText);
    arguments.add("publish-count", publishing.count, usual.count, wholeText);
    arguments.add("publish-connections", publishing.connections, usual.connections, wholeText);
    if (publishing.leastBytes != usual.leastBytes || publishing.mostBytes != usual.mostBytes) {
        const QString least = QString::number(publishing.leastBytes);
        arguments.add("payload-size",
            publishing.leastBytes == publishing.mostBytes
                ? least
                : QString(least + u".."_s + QString::number(publishing.mostBytes)));
    }
}

void addAccess(Arguments& arguments, const LoadScenario& scenario)
{
    const LoadAccess usual;
    const LoadAccess& access = scenario.access;
    arguments.add("token-file", access.tokenFile, usual.tokenFile, asIs);
    arguments.add("jwt-secret", access.secret, usual.secret, asIs);
    arguments.add("jwt-ttl", access.lasts, usual.lasts, timeText);
    arguments.add("jwt-issuer", access.issuer, usual.issuer, asIs);
    arguments.add("jwt-audience", access.audience, usual.audience, asIs);
    arguments.add("jwt-user-claim", access.userClaim, usual.userClaim, asIs);
    arguments.add("token-as", access.as, usual.as,
        [](LoadAccess::As as) { return QString::fromLatin1(tokenAsName(as)); });
    if (access.tickets)
        arguments.addFlag("tickets");
    arguments.add("ca-file", scenario.tls.caFile, QString(), asIs);
    if (scenario.tls.trustsAnyone)
        arguments.addFlag("insecure");
    arguments.add("cert", scenario.tls.own.certFile, QString(), asIs);
    arguments.add("key", scenario.tls.own.keyFile, QString(), asIs);
}

QStringList argumentsOf(const LoadScenario& scenario)
{
    const LoadScenario usual;
    Arguments arguments;
    arguments.add("target", scenario.target);
    if (!scenario.flows.empty() && !scenario.flows.front().steps.empty()) {
        const LoadStep& stream = scenario.flows.front().steps.front();
        arguments.add("path", stream.path, FanlightStreamPath, asIs);
        arguments.add("hold", stream.hold, milliseconds(0), timeText);
    }
    addArrivals(arguments, scenario);
    arguments.add("users", scenario.users, usual.users, wholeText);
    arguments.add("think", scenario.think, usual.think, timeText);
    arguments.add("header", scenario.headers);
    arguments.add("clients-file", scenario.clientsFile, usual.clientsFile, asIs);
    addAccess(arguments, scenario);
    addPublishing(arguments, scenario.publishing);
    arguments.add("slow-readers", scenario.slowShare, usual.slowShare, shareText);
    arguments.add("slow-rate", scenario.slowBytesPerSecond, usual.slowBytesPerSecond, wholeText);
    if (scenario.dropShare > 0 || scenario.dropEvery != usual.dropEvery)
        arguments.add("drop", shareText(scenario.dropShare) + u'/' + timeText(scenario.dropEvery));
    arguments.add("drop-away", scenario.dropAway, usual.dropAway, timeText);
    arguments.add("late-after", scenario.lateAfter, usual.lateAfter, timeText);
    arguments.add("timeout", scenario.timeout, usual.timeout, timeText);
    for (const QString& expectation : scenario.expectations)
        arguments.add("expect", expectation);
    arguments.add("name", scenario.name, usual.name, asIs);
    return arguments.list();
}

} // namespace

QString loadCommand(const LoadScenario& scenario)
{
    const QStringList arguments = argumentsOf(scenario);
    LoadScenario said = scenario;
    if (said.flows.empty())
        streamOf(said); // what none means
    const LoadArguments back = parseLoadArguments(arguments);
    if (!back.error.isEmpty() || !(back.scenario == said))
        return {};
    QStringList words{u"fanlight-load"_s};
    for (const QString& argument : arguments)
        words.append(shellQuoted(argument));
    return words.join(u' ');
}

} // namespace fanlight
