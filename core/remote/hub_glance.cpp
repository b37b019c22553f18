// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hub_glance.h"

#include "hub/views/codec.h"
#include "remote/hub_answers.h"

#include <QDateTime>
#include <QJsonArray>
#include <QRandomGenerator>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString GlanceView = u"sample"_s;
const QString FirstGlance = u"faults"_s; // a few bytes; the samples of ten minutes would follow
constexpr qint64 AheadMs = 86'400'000; // of any hub's clock: the newest sample alone
constexpr int Unauthorized = 401;
constexpr int Forbidden = 403;

LinkProblem senseless(const QString& hub)
{
    return {LinkProblem::Kind::Away,
        RemoteText::tr("%1 told what cannot be; it is asked again.").arg(hub), 0};
}

} // namespace

HubGlance::HubGlance(RemoteAddress address, const RemotePatience& patience, QObject* parent)
    : QObject(parent)
    , m_patience(patience)
    , m_requests(std::move(address), patience, this)
    , m_link(m_requests, patience, this)
    , m_backOff(patience)
    , m_retry(this)
    , m_poll(this)
{
    m_retry.setSingleShot(true);
    m_poll.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &HubGlance::attempt);
    connect(&m_poll, &QTimer::timeout, this, &HubGlance::poll);
    connect(&m_link, &AdminLink::ended, this, &HubGlance::fail);
    connect(&m_link, &AdminLink::received, this, &HubGlance::take);
}

HubGlance::~HubGlance()
{
    m_link.close();
}

void HubGlance::start()
{
    m_backOff.reset();
    become(State::Connecting);
    const QString wrong = RemoteAddress::objection(m_requests.address().url);
    if (wrong.isEmpty())
        attempt();
    else
        become(State::Refused, wrong);
}

void HubGlance::stop()
{
    ++m_attempt;
    m_retry.stop();
    m_poll.stop();
    m_link.close();
    m_stats.forget();
    become(State::Idle);
}

void HubGlance::attempt()
{
    m_retry.stop();
    m_poll.stop();
    m_link.close();
    HubRequests::Call call;
    call.path = u"/api/whoami"_s;
    m_requests.ask(call, [this, attempt = ++m_attempt](const HubAnswer& answer) {
        if (attempt == m_attempt)
            takeIdentity(answer);
    });
}

void HubGlance::takeIdentity(const HubAnswer& answer)
{
    if (!answer.isGood())
        return fail(answer.problem);
    const std::optional<HubIdentity> identity = HubIdentity::read(answer.object);
    if (!identity)
        return fail(link_problem::notFanlight(m_requests.address().url));
    m_identity = *identity;
    if (!m_identity.mayLook() && !covers(m_identity.role, Role::Publish))
        return fail({LinkProblem::Kind::Unwilling,
            RemoteText::tr("This token is of no role that may do anything here: give the hub one "
                           "of the role monitor, publish or admin."),
            Forbidden});
    m_isOlder = !m_identity.has(HubIdentity::AdminStream);
    m_events = 0;
    m_eventsSince.start();
    if (m_identity.mayLook() && !m_isOlder)
        return m_link.open({FirstGlance}, {});
    poll();
}

void HubGlance::poll()
{
    const bool mayLook = m_identity.mayLook();
    HubRequests::Call call;
    call.path = mayLook ? u"/api/stats"_s : u"/api/whoami"_s;
    m_requests.ask(call, [this, mayLook, attempt = m_attempt](const HubAnswer& answer) {
        if (attempt != m_attempt)
            return;
        if (!answer.isGood())
            return fail(answer.problem);
        if (mayLook) {
            const auto read = m_stats.read(
                answer.object, m_requests.address().url, QDateTime::currentMSecsSinceEpoch());
            if (!read)
                return fail(link_problem::notFanlight(m_requests.address().url));
            m_status = read->status;
            become(State::Up);
            if (read->sample)
                Q_EMIT sampled(*read->sample);
        } else {
            become(State::Up);
        }
        m_poll.start(mayLook ? PollInterval : IdlePoll);
    });
}

void HubGlance::take(const QJsonObject& event, bool isSnapshot)
{
    if (m_eventsSince.hasExpired(EventsTime.count())) {
        m_events = 0;
        m_eventsSince.start();
    }
    const QString hub = m_requests.address().shownName();
    if (++m_events > MostEvents)
        return fail({LinkProblem::Kind::Away,
            RemoteText::tr("%1 sends more at once than a hub does.").arg(hub), 0});
    const QJsonValue told = event["hub"_L1];
    const bool isNewStatus = !told.isUndefined();
    if (isNewStatus) {
        HubStatus status; // it comes whole
        if (!told.isObject() || !views::fromJson(told.toObject(), status))
            return fail(senseless(hub));
        m_status = status;
    }
    const QJsonValue view = event["views"_L1].toObject().value(GlanceView);
    if (isSnapshot) {
        m_sampleMs = 0;
        askForSamples(event["stream"_L1].toString());
    }
    if (!view.isUndefined() && (!view.isObject() || !takeSample(view.toObject())))
        return fail(senseless(hub));
    if (m_state != State::Up)
        become(State::Up);
    else if (isNewStatus)
        Q_EMIT changed();
}

void HubGlance::askForSamples(const QString& streamId)
{
    const qint64 from = QDateTime::currentMSecsSinceEpoch() + AheadMs;
    HubRequests::Call call;
    call.method = "PATCH";
    call.path = u"/api/admin/stream/"_s + HubRequests::segment(streamId);
    call.body = hub_answers::compact(
        {{u"views"_s, QJsonArray{GlanceView}}, {u"since"_s, QJsonObject{{GlanceView, from}}}});
    m_requests.ask(call, [this, attempt = m_attempt](const HubAnswer& answer) {
        if (attempt == m_attempt && !answer.isGood())
            fail(answer.problem);
    });
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

void HubGlance::fail(const LinkProblem& problem)
{
    ++m_attempt;
    m_poll.stop();
    const std::chrono::milliseconds asked = m_link.retry();
    m_link.close();
    m_stats.forget();
    const bool isUnwilling = problem.kind == LinkProblem::Kind::Unwilling;
    m_retry.start(isUnwilling ? m_patience.refusedRetry
                              : m_backOff.next(QRandomGenerator::global()->generate(),
                                  std::min(asked, m_patience.mostRetry)));
    become(isUnwilling ? State::Refused : State::Away, problem.text,
        problem.status == Unauthorized || problem.status == Forbidden);
}

void HubGlance::become(State state, const QString& problem, bool needsLogin)
{
    if (state == State::Up)
        m_backOff.reset();
    if (m_state == state && m_problem == problem && m_needsLogin == needsLogin)
        return;
    if (m_state != state)
        m_sinceMs = QDateTime::currentMSecsSinceEpoch();
    m_state = state;
    m_problem = problem;
    m_needsLogin = needsLogin;
    Q_EMIT changed();
}

} // namespace fanlight
