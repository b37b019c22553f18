// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/doctor.h"
#include "load/secrets.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

QString DoctorFinding::title(Check check)
{
    switch (check) {
    case Check::Reachable:
        return u"Reachable"_s;
    case Check::Certificate:
        return u"Certificate"_s;
    case Check::Proof:
        return u"Cookies and tokens"_s;
    case Check::Address:
        return u"Clients' addresses"_s;
    case Check::Buffering:
        return u"Buffering"_s;
    case Check::Compression:
        return u"Compression"_s;
    case Check::Resume:
        return u"Resume"_s;
    case Check::Cors:
        return u"CORS and credentials"_s;
    case Check::Version:
        return u"HTTP version"_s;
    case Check::Idle:
        return u"Idle streams"_s;
    }
    Q_UNREACHABLE();
}

QString DoctorFinding::key(Check check)
{
    static const QStringList Keys{u"reachable"_s, u"certificate"_s, u"proof"_s, u"address"_s,
        u"buffering"_s, u"compression"_s, u"resume"_s, u"cors"_s, u"version"_s, u"idle"_s};
    return Keys.at(qsizetype(check));
}

QString DoctorFinding::word(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Running:
        return u"running"_s;
    case Verdict::Good:
        return u"good"_s;
    case Verdict::Advice:
        return u"advice"_s;
    case Verdict::Bad:
        return u"bad"_s;
    case Verdict::NotTried:
        return u"not tried"_s;
    }
    Q_UNREACHABLE();
}

DoctorSummary summarize(const std::vector<DoctorFinding>& findings)
{
    DoctorSummary summary;
    for (const DoctorFinding& finding : findings) {
        summary.bad += finding.verdict == DoctorFinding::Verdict::Bad;
        summary.advice += finding.verdict == DoctorFinding::Verdict::Advice;
        summary.good += finding.verdict == DoctorFinding::Verdict::Good;
        summary.notTried += finding.verdict == DoctorFinding::Verdict::NotTried;
    }
    return summary;
}

QString doctorReport(
    const DoctorSettings& settings, const std::vector<DoctorFinding>& findings, bool markdown)
{
    const QString url = withoutSecrets(settings.url.toDisplayString(QUrl::RemoveUserInfo));
    QString text = markdown ? u"# Setup doctor\n\n- Address: `%1`\n"_s.arg(url)
                            : u"Setup doctor\n\nAddress: %1\n"_s.arg(url);
    if (!settings.origin.isEmpty()) {
        const QString cookies = settings.withCredentials ? u", with cookies"_s : QString();
        text += markdown ? u"- Pages: `%1`%2\n"_s.arg(settings.origin, cookies)
                         : u"Pages: %1%2\n"_s.arg(settings.origin, cookies);
    }
    if (settings.trustAnyCertificate)
        text += markdown ? u"- Any certificate was trusted.\n"_s
                         : u"Any certificate was trusted.\n"_s;
    for (const DoctorFinding& finding : findings) {
        const QString title = DoctorFinding::title(finding.check),
                      word = DoctorFinding::word(finding.verdict);
        text += markdown ? u"\n## %1: %2\n\n%3\n"_s.arg(title, word, finding.text)
                         : u"\n%1: %2\n  %3\n"_s.arg(title, word, finding.text);
        if (!finding.advice.isEmpty())
            text += markdown ? u"\n%1\n"_s.arg(finding.advice) : u"  %1\n"_s.arg(finding.advice);
        for (const DoctorFinding::Remedy& remedy : finding.remedies) {
            QString change = remedy.change;
            if (markdown)
                text += u"\n%1:\n\n```\n%2\n```\n"_s.arg(remedy.server, change);
            else
                text += u"  %1:\n    %2\n"_s.arg(remedy.server, change.replace(u'\n', u"\n    "_s));
        }
    }
    return text;
}

} // namespace fanlight
