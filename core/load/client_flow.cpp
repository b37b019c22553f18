// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/client_flow.h"

#include "load/load_time.h"
#include "net/clock.h"

#include <algorithm>

namespace fanlight {

namespace {
constexpr std::size_t ReadSize = 256 << 10;
constexpr int SlowReceiveBuffer = 4096;
constexpr std::uint64_t SlowReadsASecond = 10;
constexpr std::uint64_t HandshakeDelay = 10 * MillisecondNs; // when there are too many
constexpr int NoMoreStream = 204; // tells a client to stay away (WHATWG HTML §9.2.3)
// before the end of a run, by a client that had answers before
constexpr std::uint64_t JustAsked = 1 * SecondNs;

using Phase = VirtualClient::Phase;

bool isSlowNow(const VirtualClient& client)
{
    return client.person.isSlow && client.phase == Phase::Streaming;
}
} // namespace

// What EventReader finds in one read.
struct ClientFlow::Sink {
    ClientFlow& flow;
    VirtualClient& client;
    const std::uint64_t receivedNs;
    bool isStream = false; // of an answer that just began
    bool hasEvents = false;

    bool answered(const AnswerHead& head)
    {
        return flow.answered(client, head, receivedNs, isStream);
    }
    void field(std::string_view name, std::string_view value)
    {
        flow.m_intake.field(client, name, value);
    }
    bool dispatch(bool hasData)
    {
        hasEvents = hasEvents || hasData;
        return flow.m_intake.dispatch(client, hasData, receivedNs);
    }
    void comment(std::string_view) { flow.m_figures.comments.add(); }
    void body(std::string_view bytes)
    {
        const std::size_t most = client.exchange.wantsReason ? AnswerJudge::MostReason
            : client.exchange.step->readsBody                ? EventReader::MostLine
                                                             : 0;
        std::string& body = client.exchange.body;
        body += bytes.substr(0, most - std::min(body.size(), most));
    }
};

ClientFlow::ClientFlow(
    const LoadPlan& plan, std::vector<LoadAddress> addresses, std::uint32_t run, const Tools& tools)
    : m_scenario(plan.scenario)
    , m_addresses(std::move(addresses))
    , m_poller(tools.poller)
    , m_timers(tools.timers)
    , m_crowd(tools.crowd)
    , m_arrivals(tools.arrivals)
    , m_owed(tools.owed)
    , m_random(tools.random)
    , m_figures(tools.figures)
    , m_judge(tools.random, tools.figures)
    , m_intake(run, tools.owed, m_judge, tools.figures)
    , m_proof(plan)
    , m_composer(plan, tools.random)
    , m_buffer(std::make_unique<char[]>(ReadSize))
{
}

// ---- what the loop tells

void ClientFlow::begin(VirtualClient::Person person)
{
    const std::uint32_t index = m_crowd.add();
    VirtualClient& client = m_crowd[index];
    client.owed.user = person.user;
    client.person = std::move(person);
    beginFlow(index);
}

void ClientFlow::handle(const ClientPoller::Ready& ready)
{
    VirtualClient& client = m_crowd[ready.client];
    // Of a socket that has gone this turn.
    if (client.serial != ready.serial || !client.socket.isOpen())
        return;
    if (client.phase == Phase::Connecting) {
        // while TLS comes about it is read, too
        if (!(ready.canSend() || ready.canReceive()) || !connected(ready.client))
            return;
    } else if (ready.canSend() && !client.exchange.request.empty() && !sendRequest(ready.client)) {
        return;
    }
    if (isSlowNow(client))
        return; // reads by the clock
    if (ready.canReceive())
        receive(ready.client, ready.isClosing());
}

void ClientFlow::fire(const ClientTimers::Due& due)
{
    VirtualClient& client = m_crowd[due.client];
    if (client.serial != due.serial)
        return;
    switch (due.kind) {
    case Timer::Answer:
        if (ClientCrowd::isHandshake(client.phase))
            failed(due.client, LoadError::NoAnswer);
        break;
    case Timer::End:
        if (client.exchange.wantsReason)
            answerOver(due.client);
        else if (client.phase == Phase::Reading)
            failed(due.client, LoadError::Unfinished);
        break;
    case Timer::Hold:
        stepDone(due.client);
        break;
    case Timer::Drop:
        if (!m_isDraining)
            drop(due.client);
        break;
    case Timer::Read:
        arm(due.client, SecondNs / SlowReadsASecond, Timer::Read);
        receive(due.client, false);
        break;
    case Timer::GoOn:
        if (!m_returns)
            break;
        if (!m_crowd.hasRoomForHandshake() && (client.errand.resumes || client.errand.step)) {
            arm(due.client, HandshakeDelay, Timer::GoOn);
            break;
        }
        goOn(due.client);
        break;
    }
}

void ClientFlow::beginDrain()
{
    m_isDraining = true;
}

ClientFlow::Outstanding ClientFlow::outstanding() const
{
    const Owed::Refused refused = m_owed.refused(); // all of them: nothing is published any more
    Outstanding sum;
    for (std::uint32_t i = 0; i < m_crowd.size(); ++i) {
        const VirtualClient& client = m_crowd[i];
        const bool returns = client.errand.resumes && client.phase != Phase::Streaming
            && client.phase != Phase::Free;
        if (client.person.isSlow || (client.phase != Phase::Streaming && !returns))
            continue;
        sum.returning += returns ? 1 : 0;
        sum.owed += m_owed.to(client.owed, refused);
    }
    return sum;
}

void ClientFlow::end()
{
    for (std::uint32_t i = 0; i < m_crowd.size(); ++i) {
        if (m_crowd[i].phase == Phase::Free)
            continue;
        countUnanswered(m_crowd[i]);
        leave(i, true);
    }
}

// ---- steps

void ClientFlow::beginFlow(std::uint32_t index)
{
    m_crowd[index].errand.course.begin(m_arrivals.drawFlow().steps);
    nextStep(index);
}

void ClientFlow::nextStep(std::uint32_t index)
{
    VirtualClient& client = m_crowd[index];
    ++client.serial;
    client.stream.lastId.clear(); // of the stream it has left
    m_proof.forgetTicket(client); // likewise
    m_owed.settle(client.owed, false);
    const LoadPlan::Step* const step = client.errand.course.next();
    if (!step)
        return flowEnded(index);
    client.errand.step = step;
    if (step->kind == LoadStep::Kind::Think)
        return wait(index,
            step->mostHoldNs > step->holdNs
                ? std::uniform_int_distribution(step->holdNs, step->mostHoldNs)(m_random)
                : step->holdNs,
            false);
    client.errand.holdUntilNs = step->holdNs > 0 ? m_timers.now() + step->holdNs : 0;
    client.stream.eventsLeft = step->events;
    open(index);
}

void ClientFlow::flowEnded(std::uint32_t index)
{
    m_crowd[index].errand.step = nullptr;
    const std::uint64_t think = toNs(m_scenario.think);
    if (think == 0 || m_arrivals.isOver())
        return leave(index, false);
    wait(index, think, false);
}

void ClientFlow::wait(std::uint32_t index, std::uint64_t ns, bool resumes)
{
    VirtualClient& client = m_crowd[index];
    ++client.serial;
    client.errand.resumes = resumes;
    m_crowd.enter(client, Phase::Waiting);
    arm(index, ns, Timer::GoOn);
}

void ClientFlow::goOn(std::uint32_t index)
{
    const VirtualClient::Errand& errand = m_crowd[index].errand;
    if (errand.resumes)
        return errand.holdUntilNs != 0 && m_timers.now() >= errand.holdUntilNs ? nextStep(index)
                                                                               : open(index);
    if (errand.step)
        return nextStep(index);
    beginFlow(index);
}

void ClientFlow::leave(std::uint32_t index, bool atTheEnd)
{
    VirtualClient& client = m_crowd[index];
    m_owed.settle(client.owed,
        atTheEnd && m_isDraining && client.phase == Phase::Streaming && !client.person.isSlow);
    ++client.serial;
    hangUp(client);
    m_crowd.remove(index);
}

// ---- its connection

void ClientFlow::open(std::uint32_t index)
{
    VirtualClient& client = m_crowd[index];
    ++client.serial;
    client.exchange = {};
    client.exchange.step = &m_proof.stepToAsk(client);
    client.exchange.startedNs = monotonicNs();
    EventIntake::begin(client.stream);
    const ClientSocket::Options options{
        .receiveBuffer = client.person.isSlow ? SlowReceiveBuffer : 0, .place = index};
    if (const int error = client.socket.connect(m_addresses[client.exchange.step->origin], options))
        return failed(index, loadErrorOf(error));
    m_poller.watch(client.socket, index, client.serial);
    m_crowd.enter(client, Phase::Connecting);
    arm(index, toNs(m_scenario.timeout), Timer::Answer);
}

void ClientFlow::ticketCame(std::uint32_t index)
{
    VirtualClient& client = m_crowd[index];
    if (!m_proof.hasTicket(client))
        return comeBack(index); // which is counted as a failed check
    client.errand.hasFreshTicket = true;
    hangUp(client);
    open(index);
}

// What TLS failed for is kept as a remark.
LoadError ClientFlow::errorOf(const VirtualClient& client, int systemError)
{
    const LoadError error = loadErrorOf(systemError);
    if (error == LoadError::Tls)
        m_figures.remarks.add(QString::fromLatin1(loadErrorName(error)),
            QString::fromStdString(client.socket.problem()));
    return error;
}

// False: it does not stand, or not yet.
bool ClientFlow::connected(std::uint32_t index)
{
    VirtualClient& client = m_crowd[index];
    const int error = client.socket.finishConnecting();
    if (error == ClientSocket::NotYet)
        return false;
    if (error != 0) {
        failed(index, errorOf(client, error));
        return false;
    }
    m_figures.connect.record(monotonicNs() - client.exchange.startedNs);
    m_composer.compose(client);
    m_crowd.enter(client, Phase::Asking);
    return sendRequest(index);
}

bool ClientFlow::sendRequest(std::uint32_t index)
{
    VirtualClient& client = m_crowd[index];
    std::string& request = client.exchange.request;
    const ClientSocket::Sent sent = client.socket.send(request);
    if (sent.error != 0) {
        failed(index, errorOf(client, sent.error));
        return false;
    }
    request.erase(0, sent.count);
    if (request.empty())
        request = std::string(); // gives its memory back
    return true;
}

void ClientFlow::receive(std::uint32_t index, bool closing)
{
    VirtualClient& client = m_crowd[index];
    const std::uint32_t serial = client.serial;
    for (;;) {
        const std::size_t most = isSlowNow(client)
            ? std::max<std::size_t>(
                static_cast<std::size_t>(m_scenario.slowBytesPerSecond) / SlowReadsASecond, 1)
            : ReadSize;
        const ClientSocket::Received got
            = client.socket.receive({m_buffer.get(), std::min(most, ReadSize)});
        if (got.isOver)
            return ended(index, got.error);
        if (got.count == 0)
            return;
        const std::uint64_t receivedNs = monotonicNs();
        m_figures.reads.add();
        m_figures.bytes.add(got.count);
        EventReader& reader = client.exchange.reader;
        if (client.phase == Phase::Asking && reader.state() == EventReader::State::Header
            && !std::exchange(client.exchange.hasFirstByte, true))
            m_figures.firstByte.record(receivedNs - client.exchange.startedNs);
        Sink sink{*this, client, receivedNs};
        reader.read({m_buffer.get(), got.count}, sink);
        if (sink.hasEvents)
            noteTimeOfEvents(receivedNs);
        // Also of an answer that came whole.
        if (client.phase == Phase::Asking && reader.isAfterHeader())
            answerBegun(index, sink.isStream);
        const bool isOpen = reader.state() == EventReader::State::Body
            || reader.state() == EventReader::State::Header;
        if (!isOpen
            || (client.exchange.wantsReason && AnswerJudge::hasReason(client.exchange.body)))
            return answerOver(index);
        if (client.serial != serial)
            return;
        if (isSlowNow(client) || (!got.mayHaveMore && !closing))
            return;
    }
}

void ClientFlow::noteTimeOfEvents(std::uint64_t receivedNs)
{
    if (m_figures.firstEventNs.value() == 0)
        m_figures.firstEventNs.raise(receivedNs);
    m_figures.lastEventNs.raise(receivedNs);
}

void ClientFlow::hangUp(VirtualClient& client)
{
    client.socket.abandon();
    client.exchange.request = std::string();
    client.exchange.reader = {};
}

// ---- its answer

// Whether more of it is read; `isStream`: as one.
bool ClientFlow::answered(
    VirtualClient& client, const AnswerHead& head, std::uint64_t receivedNs, bool& isStream)
{
    const LoadPlan::Step& step = *client.exchange.step;
    VirtualClient::Exchange& exchange = client.exchange;
    if (step.method == "HEAD")
        exchange.reader.hasNoBody();
    isStream = head.isEventStream && step.kind == LoadStep::Kind::Get;
    if (!isStream)
        exchange.reader.readAsBody();
    // Who had its stream and is told to stay away does so; that is no error.
    if (head.status == NoMoreStream && AnswerJudge::isStreamStep(step) && step.statuses.empty()
        && client.errand.resumes && client.stream.openedNs > 0) {
        exchange.isWrong = true;
        return false;
    }
    if (ClientProof::isOutdated(client, head.status)) {
        exchange.isWrong = exchange.isOutdated = true;
        return false;
    }
    const AnswerJudge::Verdict verdict = m_judge.judge(step, head, isStream, client.person);
    if (verdict != AnswerJudge::Verdict::Good) {
        isStream = false;
        exchange.reader.readAsBody();
        exchange.isWrong = true;
        exchange.reasonStatus = head.status;
        exchange.wantsReason = verdict == AnswerJudge::Verdict::RefusedWithReason;
        countFailed(client);
        return exchange.wantsReason;
    }
    client.errand.wasAnswered = true;
    if (std::exchange(client.errand.isFailed, false))
        m_figures.failed.subtract();
    if (!isStream)
        return true;
    client.errand.hasFreshTicket = false;
    m_figures.opened.add();
    if (client.errand.resumes)
        m_figures.reconnects.add();
    m_intake.opened(client, receivedNs);
    return true;
}

void ClientFlow::answerBegun(std::uint32_t index, bool isStream)
{
    VirtualClient& client = m_crowd[index];
    if (!isStream) {
        m_crowd.enter(client, Phase::Reading);
        if (client.exchange.wantsReason || client.exchange.step->kind == LoadStep::Kind::Post)
            arm(index, toNs(m_scenario.timeout), Timer::End);
        return;
    }
    m_crowd.enter(client, Phase::Streaming);
    const std::uint64_t until = client.errand.holdUntilNs;
    if (until != 0)
        arm(index, until > m_timers.now() ? until - m_timers.now() : 0, Timer::Hold);
    if (client.person.isSlow)
        arm(index, SecondNs / SlowReadsASecond, Timer::Read);
    if (client.person.isDropper) {
        const std::uint64_t every = toNs(m_scenario.dropEvery);
        // Each at its own time: those that came together do not go together.
        const auto first
            = std::uniform_int_distribution<std::uint64_t>(every / 2, every + every / 2)(m_random);
        arm(index, first, Timer::Drop);
    }
}

// The answer is complete, was left, or cannot be read.
void ClientFlow::answerOver(std::uint32_t index)
{
    VirtualClient& client = m_crowd[index];
    VirtualClient::Exchange& exchange = client.exchange;
    if (exchange.isOutdated) {
        m_proof.forgetTicket(client);
        hangUp(client);
        return wait(index, 0, true);
    }
    if (exchange.isWrong) {
        if (std::exchange(exchange.wantsReason, false)) {
            m_judge.keepReason(exchange.reasonStatus, exchange.body);
            exchange.body.clear();
        }
        return giveUp(index, AnswerJudge::isStreamStep(*client.errand.step));
    }
    if (exchange.reader.state() == EventReader::State::Failed)
        return failed(index, LoadError::NotHttp);
    if (client.stream.isEnough)
        return stepDone(index);
    ended(index, 0);
}

// The connection, or the answer, is at its end.
void ClientFlow::ended(std::uint32_t index, int systemError)
{
    VirtualClient& client = m_crowd[index];
    if (client.exchange.isWrong)
        return answerOver(index);
    const EventReader& reader = client.exchange.reader;
    const bool isProper
        = reader.state() == EventReader::State::Ended || reader.endsWithConnection();
    if (client.phase == Phase::Streaming) {
        m_figures.closedByHub.add();
        if (!isProper || systemError != 0)
            m_figures.count(systemError != 0 ? errorOf(client, systemError) : LoadError::BrokenOff);
        return client.errand.step->reconnects ? comeBack(index) : stepDone(index);
    }
    if (systemError == 0 && isProper && reader.state() != EventReader::State::Header) {
        m_figures.requests.add();
        m_figures.answer.record(monotonicNs() - client.exchange.startedNs);
        m_judge.lookAt(*client.exchange.step, client.exchange.body, client.person);
        return ClientProof::isTicket(client) ? ticketCame(index) : stepDone(index);
    }
    failed(index,
        systemError != 0                                   ? errorOf(client, systemError)
            : reader.state() == EventReader::State::Header ? LoadError::ClosedEarly
                                                           : LoadError::BrokenOff);
}

void ClientFlow::stepDone(std::uint32_t index)
{
    hangUp(m_crowd[index]);
    nextStep(index);
}

// It goes, and comes back as a browser does: with the id of the last event, after what the stream
// asked for.
void ClientFlow::comeBack(std::uint32_t index)
{
    VirtualClient& client = m_crowd[index];
    hangUp(client);
    const std::int64_t retryMs = client.stream.retryMs;
    const std::int64_t ms = retryMs >= 0 ? retryMs : LoadScenario::Retry.count();
    wait(index, static_cast<std::uint64_t>(ms) * MillisecondNs, true);
}

void ClientFlow::drop(std::uint32_t index)
{
    m_figures.dropped.add();
    hangUp(m_crowd[index]);
    if (m_scenario.dropAway.count() == 0)
        return comeBack(index);
    wait(index, toNs(m_scenario.dropAway), true);
}

// No answer: the next attempt follows, as a browser makes one after a network error.
void ClientFlow::failed(std::uint32_t index, LoadError error)
{
    m_figures.count(error);
    VirtualClient& client = m_crowd[index];
    countFailed(client);
    if (AnswerJudge::isStreamStep(*client.errand.step))
        return comeBack(index);
    hangUp(client);
    wait(index, 0, false);
}

// An answer that is none of those asked for. A browser does not come back to a stream then.
void ClientFlow::giveUp(std::uint32_t index, bool forGood)
{
    VirtualClient& client = m_crowd[index];
    countFailed(client);
    if (forGood)
        return leave(index, false);
    hangUp(client);
    wait(index, 0, false);
}

void ClientFlow::countFailed(VirtualClient& client)
{
    if (!client.errand.wasAnswered && !std::exchange(client.errand.isFailed, true))
        m_figures.failed.add();
}

// At the end of a run: whoever still waits for an answer had none.
void ClientFlow::countUnanswered(VirtualClient& client)
{
    if (client.exchange.isWrong || !m_isDraining)
        return;
    if (client.phase == Phase::Reading)
        return m_figures.count(LoadError::Unfinished);
    if (!ClientCrowd::isHandshake(client.phase)
        || (client.errand.wasAnswered && m_timers.now() < client.exchange.startedNs + JustAsked))
        return;
    m_figures.count(LoadError::Unanswered);
    m_figures.unanswered.add();
    countFailed(client);
}

void ClientFlow::arm(std::uint32_t index, std::uint64_t afterNs, Timer timer)
{
    m_timers.arm(index, m_crowd[index].serial, afterNs, timer);
}

} // namespace fanlight
