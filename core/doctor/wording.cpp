// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/wording.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using Check = DoctorFinding::Check;
using Verdict = DoctorFinding::Verdict;

DoctorFinding finding(Check check, Verdict verdict, const QString& text, const QString& advice)
{
    DoctorFinding result;
    result.check = check;
    result.verdict = verdict;
    result.text = text;
    result.advice = advice;
    return result;
}

DoctorFinding bad(Check check, const QString& text, const QString& advice)
{
    return finding(check, Verdict::Bad, text, advice);
}

void treat(
    DoctorFinding& result, Ailment ailment, const DoctorSettings& settings, const Sighting& seen)
{
    result.remedies = remediesFor(ailment, settings.address, settings.origin, settings.url.host(),
        seen.server + ' ' + seen.via);
}

QString quoted(const QByteArray& bytes)
{
    QString text = QString::fromUtf8(bytes).simplified();
    text.removeIf([](QChar c) { return !c.isPrint(); });
    if (text.size() > MostQuoted)
        text = text.left(MostQuoted) + u'…';
    return text;
}

QString spanText(milliseconds span)
{
    const double seconds = double(span.count()) / 1000;
    if (span.count() < 1000)
        return u"%1 ms"_s.arg(span.count());
    return span.count() % 1000 == 0 || seconds >= 10 ? u"%1 s"_s.arg(qRound64(seconds))
                                                     : u"%1 s"_s.arg(seconds, 0, 'f', 1);
}

} // namespace fanlight
