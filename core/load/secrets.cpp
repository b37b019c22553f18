// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/secrets.h"

#include <QRegularExpression>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
const QString Mask = SecretMask;

// {{ user }} and the like, alone or in a row, tell nothing.
bool isPlaceholder(const QString& value)
{
    static const QRegularExpression Places(u"^\\s*(\\{\\{[^}]*\\}\\}|\\{i\\}|\\s|:)*$"_s);
    return Places.match(value).hasMatch();
}

// Replaces what `find` captures as `value` where `name` (when there is one) is that of a secret.
QString replaced(const QString& text, const QRegularExpression& find)
{
    QString result;
    qsizetype at = 0;
    for (auto matches = find.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const QString name = match.captured(u"name"_s);
        const bool isNamed = find.namedCaptureGroups().contains(u"name"_s);
        if ((isNamed && !isSecretName(name)) || isPlaceholder(match.captured(u"value"_s)))
            continue;
        result += text.mid(at, match.capturedStart(u"value"_s) - at) + Mask;
        at = match.capturedEnd(u"value"_s);
    }
    return result + text.mid(at);
}

QString maskedValue(const QString& name, const QString& value)
{
    // of `Bearer abc` the scheme stays
    static const QRegularExpression Scheme(u"^\\s*(?:Bearer|Basic|Digest|Token|ApiKey)\\s+"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (!isSecretName(name))
        return withoutSecrets(value);
    const QString scheme = Scheme.match(value).captured();
    const QString rest = value.sliced(scheme.size());
    return isPlaceholder(rest) ? value : QString(scheme + Mask);
}

void maskHeaders(QStringList& headers)
{
    for (QString& header : headers)
        header = headerWithoutSecrets(header);
}

void maskSteps(std::vector<LoadStep>& steps)
{
    for (LoadStep& step : steps) {
        step.path = withoutSecrets(step.path);
        step.body = withoutSecrets(step.body);
        maskHeaders(step.headers);
        for (LoadStep::Check& check : step.checks)
            check.value = maskedValue(check.name, check.value);
        maskSteps(step.steps);
    }
}
} // namespace

bool isSecretName(QStringView name)
{
    static const QRegularExpression Secret(
        u"token|secret|passw|pwd|passphrase|ticket|authori[sz]ation|cookie|credential|api.?key|jwt|session|signature|bearer"_s,
        QRegularExpression::CaseInsensitiveOption);
    // short words count alone only: "key", "access_key", "accessKey", but no "monkey"
    static const QRegularExpression Camel(u"[a-z0-9](?:Key|Pass|Auth|Sid)$"_s);
    static const QRegularExpression Word(
        u"(?:^|[-_.\\[ ])(?:key|pass|auth|sid|sig|pin|otp)(?:$|[-_.\\] ])"_s,
        QRegularExpression::CaseInsensitiveOption);
    return Secret.match(name).hasMatch() || Word.match(name).hasMatch()
        || Camel.match(name).hasMatch();
}

QString withoutSecrets(const QString& text)
{
    static const QRegularExpression UserInfo(
        u"[A-Za-z][A-Za-z0-9+.-]*://(?<value>[^\\s/?#\"'<>]+)@"_s);
    static const QRegularExpression Parameter(
        u"(?:^|[?&;\\s\"'])(?<name>[A-Za-z0-9_.%\\[\\]-]+)=(?<value>(?:\\{\\{[^}]*\\}\\}|[^&#;\\s\"'<>])+)"_s);
    static const QRegularExpression Member(
        u"[\"'](?<name>[^\"'\\\\]+)[\"']\\s*:\\s*\"(?<value>(?:[^\"\\\\]|\\\\.)+)\""_s);
    static const QRegularExpression Number(
        u"[\"'](?<name>[^\"'\\\\]+)[\"']\\s*:\\s*(?<value>[0-9.+-]+)"_s);
    static const QRegularExpression Field(
        u"(?:^|[\\s\"',“])(?<name>[A-Za-z0-9][A-Za-z0-9-]*):[ \\t]*(?:(?:Bearer|Basic|Digest|Token)[ \\t]+)?(?<value>[^\\r\\n\"'<>”]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression Scheme(
        u"\\b(?:Bearer|Basic|Digest)\\s+(?<value>[A-Za-z0-9._~+/=-]{6,})"_s,
        QRegularExpression::CaseInsensitiveOption);
    // a JSON web token, wherever it stands
    static const QRegularExpression Token(
        u"(?<value>\\beyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{2,}\\.[A-Za-z0-9_-]*)"_s);
    QString result = text;
    for (const QRegularExpression* form :
        {&UserInfo, &Parameter, &Member, &Number, &Field, &Scheme, &Token})
        result = replaced(result, *form);
    return result;
}

QString headerWithoutSecrets(const QString& line)
{
    const qsizetype colon = line.indexOf(u':');
    if (colon < 0)
        return withoutSecrets(line);
    const QString value = line.sliced(colon + 1);
    const QString name = line.first(colon).trimmed();
    const QString blank = value.startsWith(u' ') ? u" "_s : QString();
    return line.first(colon + 1) + blank + maskedValue(name, value.sliced(blank.size()));
}

LoadScenario withoutSecrets(LoadScenario scenario)
{
    scenario.target = withoutSecrets(scenario.target);
    maskHeaders(scenario.headers);
    if (QString& secret = scenario.access.secret;
        !secret.startsWith(u'@') && !isPlaceholder(secret))
        secret = Mask;
    for (auto& [name, value] : scenario.variables)
        value = maskedValue(name, value);
    for (auto& [name, values] : scenario.choices) {
        for (QString& value : values)
            value = maskedValue(name, value);
    }
    for (LoadFlow& flow : scenario.flows)
        maskSteps(flow.steps);
    LoadPublishing& publishing = scenario.publishing;
    publishing.redis = withoutSecrets(publishing.redis);
    publishing.url = withoutSecrets(publishing.url);
    publishing.body = withoutSecrets(publishing.body);
    maskHeaders(publishing.headers);
    return scenario;
}

} // namespace fanlight
