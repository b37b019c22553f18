// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/answer_judge.h"

#include "load/secrets.h"
#include "sse/visible_text.h"

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
using CheckKind = LoadStep::Check::Kind;

constexpr int StreamStatus = 200; // alone is a stream
constexpr qsizetype MostReasonShown = 160;

QString kindOf(LoadError error)
{
    return QString::fromLatin1(loadErrorName(error));
}
QString kindOf(const LoadPlan::Check& check)
{
    return QString::fromLatin1(checkName(check.kind)) + u' ' + withoutSecrets(check.text);
}

QString visible(std::string_view text)
{
    return withoutSecrets(
        visibleText(QString::fromUtf8(text.data(), qsizetype(text.size())).left(MostReasonShown)));
}

std::size_t placeOf(int status)
{
    return static_cast<std::size_t>(std::clamp(status, 0, 599));
}

// The first line of the body that says something.
std::string_view reasonOf(std::string_view body, bool& isWhole)
{
    constexpr std::string_view blanks = " \t\r\n";
    if (const std::size_t tag = body.find_first_not_of(blanks);
        tag != std::string_view::npos && body[tag] == '<') {
        // a page: its title says it
        const std::size_t title = body.find("<title>");
        const std::size_t last = body.find("</title>");
        isWhole = last != std::string_view::npos || body.size() >= AnswerJudge::MostReason;
        return title < last && last != std::string_view::npos
            ? body.substr(title + 7, last - title - 7)
            : std::string_view();
    }
    const std::size_t begin = std::min(body.find_first_not_of(blanks), body.size());
    const std::size_t end = body.find_first_of("\r\n", begin);
    isWhole = end != std::string_view::npos || body.size() >= AnswerJudge::MostReason;
    return body.substr(begin, end - begin);
}

// How many of them found nothing.
std::uint64_t captureHeaders(const std::vector<LoadPlan::Capture>& captures, const AnswerHead& head,
    std::vector<std::string>& variables)
{
    std::uint64_t missing = 0;
    for (const LoadPlan::Capture& capture : captures) {
        if (capture.from != LoadPlan::Capture::From::Header)
            continue;
        if (!head.has(capture.what))
            ++missing;
        else if (capture.variable != LoadPlan::NoVariable)
            variables[capture.variable] = head.field(capture.what);
    }
    return missing;
}
} // namespace

AnswerJudge::AnswerJudge(LoadText::Random& random, ClientFigures& figures)
    : m_random(random)
    , m_figures(figures)
{
}

AnswerJudge::Verdict AnswerJudge::judge(const LoadPlan::Step& step, const AnswerHead& head,
    bool isStream, VirtualClient::Person& person)
{
    for (const LoadPlan::Check& check : step.checks) {
        if (!holds(check, head, person))
            unmet(check, head);
    }
    const bool isAsked
        = std::find(step.statuses.begin(), step.statuses.end(), head.status) != step.statuses.end();
    const bool isUsual = isStreamStep(step) ? head.status == StreamStatus
                                            : head.status >= 200 && head.status < 300;
    if (!isAsked && (!step.statuses.empty() || !isUsual)) {
        m_figures.statuses[placeOf(head.status)].add();
        if (!step.statuses.empty())
            m_figures.failedExpects.add();
        return refuse(head, statusKind(head.status));
    }
    if (!head.contentEncoding.empty() && (isStream || step.readsBody)) {
        m_figures.count(LoadError::Encoded);
        m_figures.remarks.add(kindOf(LoadError::Encoded), visible(head.contentEncoding));
        return Verdict::Refused;
    }
    if (!isStream && isStreamStep(step) && !isAsked) {
        m_figures.count(LoadError::NoStream);
        m_figures.remarks.add(kindOf(LoadError::NoStream),
            head.contentType.empty() ? u"it has no Content-Type"_s
                                     : QString(u"Content-Type: "_s + visible(head.contentType)));
        return Verdict::Refused;
    }
    m_figures.failedChecks.add(captureHeaders(step.captures, head, person.variables));
    return Verdict::Good;
}

// The body is read for a reason once for each status.
AnswerJudge::Verdict AnswerJudge::refuse(const AnswerHead& head, const QString& kind)
{
    if (std::exchange(m_isExplained[placeOf(head.status)], true))
        return Verdict::Refused;
    if (!head.location.empty()) {
        m_figures.remarks.add(kind, u"to "_s + visible(head.location));
        return Verdict::Refused;
    }
    return head.contentEncoding.empty() ? Verdict::RefusedWithReason : Verdict::Refused;
}

bool AnswerJudge::hasReason(std::string_view body)
{
    bool isWhole = false;
    reasonOf(body, isWhole);
    return isWhole;
}

void AnswerJudge::keepReason(int status, std::string_view body)
{
    bool isWhole = false;
    if (const std::string_view reason = reasonOf(body, isWhole); !reason.empty())
        m_figures.remarks.add(statusKind(status), visible(reason));
}

bool AnswerJudge::holds(
    const LoadPlan::Check& check, const AnswerHead& head, const VirtualClient::Person& person)
{
    std::string value;
    check.value.appendTo(value, person.name, person.variables, m_random);
    switch (check.kind) {
    case CheckKind::ContentType: {
        const std::string_view type
            = std::string_view(head.contentType).substr(0, head.contentType.find(';'));
        const QLatin1StringView seen(type.data(), qsizetype(type.size()));
        const QString wanted = QString::fromStdString(value);
        return wanted.contains(u'/') ? seen.compare(wanted, Qt::CaseInsensitive) == 0
                                     : seen.contains(wanted, Qt::CaseInsensitive);
    }
    case CheckKind::HasHeader:
        return head.has(check.name);
    case CheckKind::HeaderEquals:
        return head.has(check.name) && head.field(check.name) == value;
    case CheckKind::NotStatus:
        return std::to_string(head.status) != value;
    default:
        return true; // of the body: lookAt()
    }
}

void AnswerJudge::unmet(const LoadPlan::Check& check, const AnswerHead& head)
{
    m_figures.failedExpects.add();
    const QString seen = check.kind == CheckKind::ContentType ? visible(head.contentType)
        : check.kind == CheckKind::NotStatus                  ? QString::number(head.status)
                                                              : visible(head.field(check.name));
    m_figures.remarks.add(kindOf(check), u"it was “%1”"_s.arg(seen));
}

void AnswerJudge::lookAt(
    const LoadPlan::Step& step, std::string_view body, VirtualClient::Person& person)
{
    if (!step.captures.empty())
        m_figures.failedChecks.add(m_probe.capture(body, step.captures, person.variables));
    if (step.checks.empty())
        return;
    if (const LoadPlan::Check* const check
        = m_probe.firstUnmet(body, step.checks, person.name, person.variables, m_random)) {
        m_figures.failedExpects.add();
        bool isWhole = false;
        m_figures.remarks.add(
            kindOf(*check), u"not in “%1”"_s.arg(visible(reasonOf(body, isWhole))));
    }
}

} // namespace fanlight
