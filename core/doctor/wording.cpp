// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/wording.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
namespace {
using Check = DoctorFinding::Check;
using Verdict = DoctorFinding::Verdict;
} // namespace

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
    const qint64 ms = span.count();
    if (ms < 1000)
        return Doctor::tr("%1 ms").arg(ms);
    if (ms % 1000 == 0 || ms >= 10'000)
        return Doctor::tr("%1 s").arg((ms + 500) / 1000);
    const qint64 tenths = (ms + 50) / 100;
    return Doctor::tr("%1.%2 s").arg(tenths / 10).arg(tenths % 10);
}

} // namespace fanlight
