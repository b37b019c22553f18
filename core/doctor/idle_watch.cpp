// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/idle_watch.h"

#include "doctor/wording.h"

#include <algorithm>
#include <utility>

namespace fanlight {

namespace {

constexpr int SilenceMs = 2000; // for the hub to become silent
constexpr int UnderWayMs = 500; // what it sent before is there by then

} // namespace

IdleWatch::IdleWatch(const DoctorSettings& settings, HubSide hub, bool isProven)
    : m_settings(settings)
    , m_hub(std::move(hub))
    , m_isProven(isProven)
    , m_stream(m_hub.open())
    , m_stepMs(EventProbe::nowMs())
    , m_answer(std::make_shared<std::optional<QString>>())
    , m_text(Doctor::tr("Opening a stream…"))
{
}

IdleWatch::~IdleWatch()
{
    silence(false);
}

bool IdleWatch::advance()
{
    switch (m_step) {
    case Step::Opening:
        return open();
    case Step::Silencing:
        if (m_hub.silence && !*m_answer && stepAge() < SilenceMs && !m_stream->seen().hasEnded())
            return false;
        m_outcome.silent = *m_answer && (*m_answer)->isEmpty();
        m_fromMs = EventProbe::nowMs();
        go(Step::Watching);
        return false;
    case Step::Watching:
        return watch(EventProbe::nowMs());
    case Step::Proving:
        return prove();
    }
    return false;
}

bool IdleWatch::open()
{
    const Sighting& seen = m_stream->seen();
    if (isUsableStream(seen) && !seen.hasEnded()) {
        silence(true);
        go(Step::Silencing);
        return false;
    }
    if (!seen.hasEnded() && stepAge() < m_settings.arrivalLimit.count())
        return false;
    m_finding.emplace();
    m_finding->check = DoctorFinding::Check::Idle;
    m_finding->text = Doctor::tr("No stream opens in time to be watched.");
    return true;
}

bool IdleWatch::watch(qint64 nowMs)
{
    const Sighting& seen = m_stream->seen();
    const qint64 heardMs = seen.lastByteMs >= 0 ? seen.lastByteMs : seen.startMs;
    if (heardMs > m_fromMs + UnderWayMs)
        m_outcome.silent = false; // whatever it said
    if (const qint64 beforeMs = std::exchange(m_lastHeardMs, heardMs);
        beforeMs > 0 && beforeMs != heardMs)
        m_outcome.longest
            = std::max(m_outcome.longest, std::chrono::milliseconds(heardMs - beforeMs));
    if (seen.hasEnded() || nowMs - m_fromMs >= m_settings.idleLimit.count()) {
        const qint64 endMs = seen.hasEnded() ? seen.endMs : nowMs;
        m_outcome.cut = seen.hasEnded();
        m_outcome.cutCleanly = seen.endedCleanly;
        m_outcome.silence = std::chrono::milliseconds(endMs - heardMs);
        if (!m_outcome.cut)
            m_outcome.longest = std::max(m_outcome.longest, m_outcome.silence);
        m_outcome.age = std::chrono::milliseconds(endMs - seen.startMs);
        silence(false);
        if (m_outcome.cut || !m_isProven) {
            conclude();
            return true;
        }
        m_proof = "{\"doctor\":\"still there\"}";
        m_hub.publish(m_proof);
        go(Step::Proving);
        return tell(Doctor::tr("Still open; publishing an event…"));
    }
    const qint64 second = (nowMs - m_fromMs) / 1000;
    if (std::exchange(m_shownSecond, second) == second)
        return false;
    const QString text = m_outcome.silent
        ? Doctor::tr("Silent for %1 s of %2, and still open…")
        : Doctor::tr("Open for %1 s of %2, beside what the hub sends…");
    return tell(text.arg(second).arg(spanText(m_settings.idleLimit)));
}

bool IdleWatch::prove()
{
    const Sighting& seen = m_stream->seen();
    const bool arrived = seen.eventWith(m_proof) != nullptr;
    if (!arrived && !seen.hasEnded() && stepAge() < m_settings.arrivalLimit.count())
        return false;
    m_outcome.deadAfterwards = !arrived && !m_hub.isRefused();
    conclude();
    return true;
}

void IdleWatch::conclude()
{
    m_finding = diagnoseIdle(m_settings, m_stream->seen(), m_outcome);
}

bool IdleWatch::tell(const QString& text)
{
    m_text = text;
    return true;
}

void IdleWatch::go(Step next)
{
    m_step = next;
    m_stepMs = EventProbe::nowMs();
}

qint64 IdleWatch::stepAge() const
{
    return EventProbe::nowMs() - m_stepMs;
}

void IdleWatch::silence(bool silent)
{
    if (!m_hub.silence || std::exchange(m_isSilent, silent) == silent)
        return;
    m_hub.silence(silent, [weak = std::weak_ptr(m_answer), silent](const QString& error) {
        if (const auto answer = weak.lock(); answer && silent)
            *answer = error;
    });
}

} // namespace fanlight
