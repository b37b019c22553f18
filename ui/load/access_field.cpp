// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/access_field.h"

#include "load/secrets.h"
#include "metrics/units.h"

#include <QRegularExpression>

namespace fanlight::access_field {

using namespace Qt::Literals::StringLiterals;

namespace {
const QString Anyone = u"anyone"_s;
const QString KeyWord = u" key "_s; // between the two files
} // namespace

QString tokensText(const LoadScenario& scenario)
{
    const LoadAccess usual;
    const LoadAccess& access = scenario.access;
    QStringList words;
    if (!access.tokenFile.isEmpty())
        words << access.tokenFile;
    else if (!access.secret.isEmpty())
        words << (access.secret.startsWith(u'@') ? access.secret : QString(SecretMask));
    if (access.lasts != usual.lasts)
        words << u"for"_s << durationText(access.lasts);
    if (access.as != usual.as)
        words << u"as"_s << QString::fromLatin1(tokenAsName(access.as));
    if (access.tickets)
        words << u"tickets"_s;
    return words.join(u' ');
}

bool readTokens(const QString& text, LoadScenario& scenario)
{
    static const QRegularExpression Line(
        u"^(?<what>(?:(?!(?:for|as|tickets)(?: |$)).*?)?)(?: ?for (?<time>\\S+))?(?: ?as (?<as>\\S+))?(?<tickets> ?tickets)?$"_s);
    const QRegularExpressionMatch match = Line.match(text.simplified());
    LoadAccess access = scenario.access;
    const QString what = match.captured(u"what"_s).trimmed();
    access.tokenFile = what.startsWith(u'@') || what == SecretMask ? QString() : what;
    if (what != SecretMask)
        access.secret = what.startsWith(u'@') ? what : QString();
    const QString time = match.captured(u"time"_s);
    const auto lasts = time.isEmpty() ? std::optional(LoadAccess().lasts) : parseDuration(time);
    access.lasts = lasts.value_or(access.lasts);
    access.as = LoadAccess().as;
    const QString as = match.captured(u"as"_s);
    const bool isKnown = as.isEmpty() || parseTokenAs(as, access.as);
    access.tickets = !match.captured(u"tickets"_s).isEmpty();
    if (!match.hasMatch() || !lasts || !isKnown)
        return false;
    scenario.access = access;
    return true;
}

QString trustText(const LoadScenario& scenario)
{
    return scenario.tls.trustsAnyone ? Anyone : scenario.tls.caFile;
}

bool readTrust(const QString& text, LoadScenario& scenario)
{
    scenario.tls.trustsAnyone = text.trimmed() == Anyone;
    scenario.tls.caFile = scenario.tls.trustsAnyone ? QString() : text.trimmed();
    return true;
}

QString shownText(const LoadScenario& scenario)
{
    const ClientCertificate& own = scenario.tls.own;
    return own.keyFile.isEmpty() ? own.certFile : QString(own.certFile + KeyWord + own.keyFile);
}

bool readShown(const QString& text, LoadScenario& scenario)
{
    const QString line = text.simplified();
    const qsizetype at = line.lastIndexOf(KeyWord);
    const bool hasKey = at >= 0;
    const ClientCertificate own{
        hasKey ? line.first(at) : line, hasKey ? line.sliced(at + KeyWord.size()) : QString()};
    if (hasKey && (own.certFile.isEmpty() || own.keyFile.isEmpty()))
        return false;
    scenario.tls.own = own;
    return true;
}

} // namespace fanlight::access_field
