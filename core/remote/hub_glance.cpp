// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hub_glance.h"

#include "hub/views/codec.h"

#include <QDateTime>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString GlanceView = u"sample"_s; // what a session looks at anyway
constexpr qint64 AheadMs = 86'400'000; // of any hub's clock: the newest sample alone

RemotePatience patienceOfAGlance(RemotePatience patience)
{
    patience.poll = HubGlance::PollInterval;
    return patience;
}

} // namespace

HubGlance::HubGlance(RemoteAddress address, const RemotePatience& patience, QObject* parent)
    : QObject(parent)
    , m_session(std::move(address), patienceOfAGlance(patience))
{
    // The samples of ten minutes would follow.
    m_session.setPlaces([] {
        return QJsonObject{{GlanceView, QDateTime::currentMSecsSinceEpoch() + AheadMs}};
    });
    connect(&m_session, &RemoteSession::linkChanged, this, &HubGlance::takeLink);
    connect(&m_session, &RemoteSession::received, this, &HubGlance::take);
    connect(&m_session, &RemoteSession::polled, this, &HubGlance::takeStats);
    connect(&m_session, &RemoteSession::patchFailed, &m_session,
        qOverload<const LinkProblem&>(&RemoteSession::drop)); // nothing would come
}

void HubGlance::start()
{
    m_session.stop();
    m_stats.forget();
    become(State::Connecting);
    m_session.start();
}

void HubGlance::stop()
{
    m_session.stop();
    m_stats.forget();
    become(State::Idle);
}

bool HubGlance::isOlder() const
{
    return !identity().version.isEmpty() && !identity().has(HubIdentity::AdminStream);
}

void HubGlance::takeLink(const HubLink& link)
{
    if (!link.isUp()) {
        m_stats.forget();
        m_events = 0;
    }
    become(link.isUp()                              ? State::Up
            : link.state == HubLink::State::Refused ? State::Refused
            : m_session.problem().isNone()          ? State::Connecting
                                                    : State::Away);
}

void HubGlance::take(const QJsonObject& event, bool isSnapshot)
{
    m_session.forgetPlace(); // what it would go on with is the past
    if (!m_eventsSince.isValid() || m_eventsSince.hasExpired(EventsTime.count())) {
        m_events = 0;
        m_eventsSince.start();
    }
    if (++m_events > MostEvents)
        return m_session.drop(
            RemoteText::tr("%1 sends more at once than a hub does.").arg(address().shownName()));
    const QString senseless
        = RemoteText::tr("%1 told what cannot be; it is asked again.").arg(address().shownName());
    const QJsonValue told = event["hub"_L1];
    const bool isNewStatus = !told.isUndefined();
    if (isNewStatus) {
        HubStatus status; // it comes whole
        if (!told.isObject() || !views::fromJson(told.toObject(), status))
            return m_session.drop(senseless);
        m_status = status;
    }
    const QJsonValue view = event["views"_L1].toObject().value(GlanceView);
    if (isSnapshot) {
        const QString stream = event["stream"_L1].toString();
        if (stream.isEmpty())
            return m_session.drop(senseless);
        m_sampleMs = 0;
        m_session.setStreamId(stream);
    }
    if (!view.isUndefined() && (!view.isObject() || !takeSample(view.toObject())))
        return m_session.drop(senseless);
    if (isNewStatus && m_state == State::Up)
        Q_EMIT changed(); // else it follows
}

// Of an older hub.
void HubGlance::takeStats(const QJsonObject& stats)
{
    const auto read = m_stats.read(stats, address().url, QDateTime::currentMSecsSinceEpoch());
    if (!read)
        return m_session.drop(link_problem::notFanlight(address().url));
    m_status = read->status;
    if (read->sample)
        Q_EMIT sampled(*read->sample);
}

// The newest; what there was before it is not looked at.
bool HubGlance::takeSample(const QJsonObject& view)
{
    if (!view.contains("time"_L1))
        return true;
    QJsonObject newest = view;
    newest.remove("series"_L1);
    MetricsSample sample;
    if (!views::fromJson(newest, sample))
        return false;
    if (sample.timeMs == m_sampleMs)
        return true;
    m_sampleMs = sample.timeMs;
    Q_EMIT sampled(sample);
    return true;
}

void HubGlance::become(State state)
{
    const LinkProblem& problem = m_session.problem();
    if (m_state == state && m_problem.text == problem.text && m_problem.status == problem.status)
        return;
    if (m_state != state)
        m_sinceMs = QDateTime::currentMSecsSinceEpoch();
    m_state = state;
    m_problem = problem;
    Q_EMIT changed();
}

} // namespace fanlight
