// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/examination.h"

#include "auth/token_list.h"
#include "doctor/asked_hub.h"
#include "load/secrets.h"
#include "metrics/units.h"
#include "options/option_reader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::seconds UsualWatch{20}; // longer than a usual heartbeat
constexpr std::chrono::hours MostWatch{1};

QString readToken(const GivenOptions& given, DoctorSettings& settings)
{
    const GivenOption* const token = given.find("token"_L1);
    const QString text = token ? token->value : qEnvironmentVariable("FANLIGHT_TOKEN");
    if (text.isEmpty())
        return {};
    QString error;
    const auto secret = auth::secretOf(text, error);
    if (!secret)
        return u"--token: "_s + error;
    settings.bearer = QByteArray::fromStdString(*secret);
    const bool isToken = std::all_of(settings.bearer.begin(), settings.bearer.end(),
        [](char c) { return c > ' ' && c < '\x7f'; });
    return isToken ? QString() : u"--token: must be printable ASCII without blanks"_s;
}

QString readWatch(const GivenOptions& given, DoctorSettings& settings)
{
    settings.idleLimit = UsualWatch;
    const GivenOption* const watch = given.find("watch"_L1);
    if (!watch)
        return {};
    const auto time = parseDuration(watch->value);
    if (!time || *time > MostWatch)
        return u"--watch: “%1” is not a duration up to 1h; use 30s, 2m, 0s for none"_s.arg(
            watch->value);
    settings.idleLimit = *time;
    return {};
}

QString readCertificate(const GivenOptions& given, DoctorSettings& settings)
{
    const auto valueOf = [&given](QLatin1StringView name) {
        const GivenOption* const option = given.find(name);
        return option ? option->value : QString();
    };
    settings.certificate = {valueOf("cert"_L1), valueOf("key"_L1)};
    return settings.certificate.check();
}

} // namespace

const std::vector<OptionSpec>& examinationOptions()
{
    static const std::vector<OptionSpec> Options{
        {.name = "examine",
            .value = "URL",
            .help = "instead of running a hub: look at one, and at what stands in front of it, at "
                    "the address that browsers use; exit with 1 when something is bad",
            .kind = OptionKind::Url,
            .section = "Examination"},
        {.name = "json", .help = "--examine: what was found as JSON", .section = "Examination"},
        {.name = "token",
            .value = "TOKEN|@FILE",
            .help = "--examine: who asks; an administrator's opens streams, publishes and sees "
                    "addresses, a user's opens the user's own; or FANLIGHT_TOKEN",
            .section = "Examination",
            .isSecret = true},
        {.name = "origin",
            .value = "URL",
            .help = "--examine: of the pages that read the stream, for CORS",
            .kind = OptionKind::Url,
            .section = "Examination"},
        {.name = "insecure",
            .help = "--examine: go on with a certificate that nobody trusts",
            .section = "Examination"},
        {.name = "cert",
            .value = "FILE.pem",
            .help = "--examine: a certificate to show where clients are asked for one",
            .kind = OptionKind::File,
            .section = "Examination"},
        {.name = "key",
            .value = "FILE.pem",
            .help = "--examine: its private key, without a passphrase; unless it is in the file of "
                    "--cert",
            .kind = OptionKind::File,
            .section = "Examination"},
        {.name = "watch",
            .value = "20s",
            .help = "--examine: how long a silent stream is watched; 0s: not",
            .kind = OptionKind::Duration,
            .section = "Examination",
            .range = u"0s to 1h"_s},
    };
    return Options;
}

bool asksForExamination(const QStringList& arguments)
{
    return std::any_of(arguments.begin(), arguments.end(), [](const QString& argument) {
        return argument == "--examine"_L1 || argument.startsWith("--examine="_L1);
    });
}

ExaminationArguments parseExamination(const QStringList& arguments)
{
    ExaminationArguments result;
    const GivenOptions given = readCommandLine(arguments, examinationOptions());
    result.error = given.error;
    if (result.error.isEmpty())
        result.error = readToken(given, result.settings);
    if (result.error.isEmpty())
        result.error = readWatch(given, result.settings);
    if (result.error.isEmpty())
        result.error = readCertificate(given, result.settings);
    if (!result.error.isEmpty())
        return result;
    QString problem;
    result.settings.url = hubUrlFromText(given.find("examine"_L1)->value, &problem);
    if (!problem.isEmpty())
        result.error = u"--examine: "_s + withoutSecrets(problem);
    if (const GivenOption* const origin = given.find("origin"_L1)) {
        result.settings.origin = originOf(QUrl(origin->value, QUrl::StrictMode));
        if (result.settings.origin.isEmpty() && result.error.isEmpty())
            result.error = u"--origin: give scheme, name and port: https://app.example"_s;
    }
    result.settings.trustAnyCertificate = given.contains("insecure"_L1);
    result.settings.address = u"127.0.0.1:3000"_s;
    result.json = given.contains("json"_L1);
    return result;
}

int examinationExitCode(const std::vector<DoctorFinding>& findings)
{
    return summarize(findings).bad > 0 ? 1 : 0;
}

QByteArray examinationJson(
    const DoctorSettings& settings, const std::vector<DoctorFinding>& findings)
{
    QJsonArray all;
    for (const DoctorFinding& finding : findings) {
        QJsonArray remedies;
        for (const DoctorFinding::Remedy& remedy : finding.remedies)
            remedies.append(
                QJsonObject{{u"server"_s, remedy.server}, {u"change"_s, remedy.change}});
        all.append(QJsonObject{{u"check"_s, DoctorFinding::key(finding.check)},
            {u"title"_s, DoctorFinding::title(finding.check)},
            {u"verdict"_s, DoctorFinding::key(finding.verdict)}, {u"text"_s, finding.text},
            {u"advice"_s, finding.advice}, {u"remedies"_s, remedies}});
    }
    const DoctorSummary sum = summarize(findings);
    const QJsonObject report{
        {u"url"_s, withoutSecrets(settings.url.toDisplayString(QUrl::RemoveUserInfo))},
        {u"origin"_s, settings.origin.isEmpty() ? QJsonValue() : QJsonValue(settings.origin)},
        {u"verdict"_s,
            sum.bad > 0          ? u"bad"_s
                : sum.advice > 0 ? u"advice"_s
                                 : u"good"_s},
        {u"bad"_s, sum.bad}, {u"advice"_s, sum.advice}, {u"good"_s, sum.good},
        {u"notTried"_s, sum.notTried}, {u"findings"_s, all},
        {u"version"_s, QStringLiteral(FANLIGHT_VERSION)}};
    return QJsonDocument(report).toJson();
}

QByteArray examinationText(
    const DoctorSettings& settings, const std::vector<DoctorFinding>& findings)
{
    const DoctorSummary sum = summarize(findings);
    return QString(doctorReport(settings, findings, false)
        + u"\n%1 bad, %2 advice, %3 good, %4 not tried\n"_s.arg(sum.bad)
              .arg(sum.advice)
              .arg(sum.good)
              .arg(sum.notTried))
        .toUtf8();
}

Examination::Examination(const ExaminationArguments& arguments)
    : m_settings(arguments.settings)
    , m_hub(std::make_unique<AskedHub>(m_settings))
    , m_doctor(std::make_unique<Doctor>(m_hub->side()))
{
    connect(m_doctor.get(), &Doctor::finished, this, &Examination::finished);
}

Examination::~Examination() = default;

// A user's token opens the user's own streams alone.
void Examination::start()
{
    m_hub->askOwner([this](const AskedHub::Owner& owner) {
        if (owner.role == "user"_L1)
            m_settings.userId = owner.name;
        m_doctor->start(m_settings);
    });
}

} // namespace fanlight
