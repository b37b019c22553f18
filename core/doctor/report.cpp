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
        return Doctor::tr("Reachable");
    case Check::Certificate:
        return Doctor::tr("Certificate");
    case Check::Proof:
        return Doctor::tr("Cookies and tokens");
    case Check::Address:
        return Doctor::tr("Clients' addresses");
    case Check::Buffering:
        return Doctor::tr("Buffering");
    case Check::Compression:
        return Doctor::tr("Compression");
    case Check::Resume:
        return Doctor::tr("Resume");
    case Check::Cors:
        return Doctor::tr("CORS and credentials");
    case Check::Version:
        return Doctor::tr("HTTP version");
    case Check::Idle:
        return Doctor::tr("Idle streams");
    }
    Q_UNREACHABLE();
}

QString DoctorFinding::key(Check check)
{
    static const QStringList Keys{u"reachable"_s, u"certificate"_s, u"proof"_s, u"address"_s,
        u"buffering"_s, u"compression"_s, u"resume"_s, u"cors"_s, u"version"_s, u"idle"_s};
    return Keys.at(qsizetype(check));
}

QString DoctorFinding::key(Verdict verdict)
{
    static const QStringList Keys{u"running"_s, u"good"_s, u"advice"_s, u"bad"_s, u"not tried"_s};
    return Keys.at(qsizetype(verdict));
}

QString DoctorFinding::word(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Running:
        return Doctor::tr("running");
    case Verdict::Good:
        return Doctor::tr("good");
    case Verdict::Advice:
        return Doctor::tr("advice");
    case Verdict::Bad:
        return Doctor::tr("bad");
    case Verdict::NotTried:
        return Doctor::tr("not tried");
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
    const QString name = Doctor::tr("Setup doctor");
    const QString item = markdown ? u"- %1\n"_s : u"%1\n"_s;
    const QString code = markdown ? u"`%1`"_s : u"%1"_s;
    QString text = markdown ? QString(u"# "_s + name) : name;
    text += u"\n\n"_s + item.arg(Doctor::tr("Address: %1").arg(code.arg(url)));
    if (!settings.origin.isEmpty()) {
        const QString pages = code.arg(settings.origin);
        text += item.arg(settings.withCredentials ? Doctor::tr("Pages: %1, with cookies").arg(pages)
                                                  : Doctor::tr("Pages: %1").arg(pages));
    }
    if (settings.trustAnyCertificate)
        text += item.arg(Doctor::tr("Any certificate was trusted."));
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
