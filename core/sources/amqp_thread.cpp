// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/amqp_thread.h"

#include "sources/amqp_dead_place.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr amqp_channel_t AmqpTakingChannel = 1;
constexpr int MostAmqpFramesATurn = 1000;
constexpr std::chrono::milliseconds AmqpTick{1000}; // heartbeats are sent in between

std::string amqpConsumerTag(std::uint64_t number)
{
    return "fanlight-" + std::to_string(number);
}

} // namespace

AmqpThread::Oversized::Oversized(const AmqpPlace& place, std::size_t mostBody)
    : link(place, " (past the bound)")
    , dead(std::make_unique<AmqpDeadPlace>(place, link, mostBody))
{
}

AmqpThread::Oversized::~Oversized() = default;

AmqpThread::AmqpThread(const AmqpPlace& place, std::size_t mostBody, std::function<void()> told)
    : m_place(place)
    , m_mostBody(mostBody)
    , m_told(std::move(told))
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_reader(mostBody)
    , m_thread([this] { run(); })
{
}

AmqpThread::~AmqpThread()
{
    requestStop();
    m_thread.join();
    ::close(m_wake);
}

AmqpThread::News AmqpThread::takeNews()
{
    const std::lock_guard lock(m_mutex);
    m_isNewsTold = false;
    News news = m_news; // epoch and state stay
    news.deliveries = std::exchange(m_news.deliveries, {});
    news.buried = std::exchange(m_news.buried, {});
    return news;
}

void AmqpThread::acknowledge(std::uint64_t epoch, const std::vector<Ack>& acks)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_acksEpoch != epoch)
            m_acks.clear();
        m_acksEpoch = epoch;
        m_acks.insert(m_acks.end(), acks.begin(), acks.end());
    }
    wake();
}

void AmqpThread::setTaking(bool isTaking)
{
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_isTaking, isTaking) == isTaking)
            return;
    }
    wake();
}

void AmqpThread::requestStop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
        if (m_opening)
            m_opening->interrupt();
    }
    wake();
}

void AmqpThread::wake()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_wake, &one, sizeof one);
}

bool AmqpThread::isStopping()
{
    const std::lock_guard lock(m_mutex);
    return m_isStopping;
}

void AmqpThread::run()
{
    std::chrono::milliseconds pause = FirstPause;
    for (; !isStopping(); ++m_attempt) {
        QElapsedTimer age;
        QString error;
        {
            AmqpLink link(m_place, "");
            age.start();
            error = serve(link);
            if (error.isEmpty())
                link.close();
        }
        m_oversized.reset();
        m_isConsuming = false;
        if (isStopping())
            return;
        m_collected.clear(); // they come again
        tellState(false, error);
        if (age.elapsed() > std::chrono::milliseconds(GoodWhile).count())
            pause = FirstPause;
        for (const QDeadlineTimer until(pause); !until.hasExpired() && !isStopping();)
            waitForEither(-1, std::chrono::milliseconds(until.remainingTime() + 1));
        pause = std::min(pause * 2, LongestPause);
    }
}

// Until it is to end (no error), or something is wrong.
QString AmqpThread::serve(AmqpLink& link)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isStopping)
            return u"It is stopping."_s;
        m_opening = &link;
    }
    QString wrong = link.open(m_attempt);
    if (wrong.isEmpty())
        wrong = start(link);
    {
        const std::lock_guard lock(m_mutex);
        m_opening = nullptr;
    }
    if (!wrong.isEmpty())
        return wrong;
    m_reader.reset();
    ++m_epoch;
    tellState(true, {});
    while (wrong.isEmpty()) {
        const bool isEnding = isStopping();
        wrong = obey(link);
        if (isEnding)
            return wrong;
        bool isBusy = false;
        if (wrong.isEmpty())
            wrong = turn(link, &isBusy);
        tell();
        if (wrong.isEmpty() && !isBusy)
            waitForEither(link.descriptor(), AmqpTick);
    }
    if (!link.isLost())
        obey(link); // what was published meanwhile does not come again
    return wrong;
}

QString AmqpThread::start(AmqpLink& link)
{
    const AmqpLink::Count queue = link.count(AmqpTakingChannel, m_place.queue);
    if (!queue.isThere)
        return u"There is no queue “%1” in the vhost “%2”; declare it, or correct “queue=”."_s.arg(
            m_place.queue, m_place.vhost);
    if (!queue.error.isEmpty())
        return queue.error;
    amqp_basic_qos(
        link.state(), AmqpTakingChannel, 0, static_cast<std::uint16_t>(m_place.prefetch), 0);
    return link.judge(amqp_get_rpc_reply(link.state()), AmqpTakingChannel);
}

// What is there, up to a bound, so that acknowledgements go out in between.
QString AmqpThread::turn(AmqpLink& link, bool* isBusy)
{
    for (int i = 0; i < MostAmqpFramesATurn; ++i) {
        amqp_frame_t frame;
        const timeval now{0, 0};
        const int status = amqp_simple_wait_frame_noblock(link.state(), &frame, &now);
        if (status == AMQP_STATUS_TIMEOUT)
            return {};
        if (status != AMQP_STATUS_OK)
            return link.judge(status);
        QString wrong = takeFrame(link, frame);
        if (!wrong.isEmpty())
            return wrong;
    }
    *isBusy = true;
    return {};
}

QString AmqpThread::obey(AmqpLink& link)
{
    std::vector<Ack> acks;
    bool wants = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_acksEpoch == m_epoch)
            acks.swap(m_acks);
        wants = m_isTaking;
    }
    for (const Ack& ack : acks) {
        const int status = amqp_basic_ack(link.state(), AmqpTakingChannel, ack.tag, ack.isMultiple);
        if (status != AMQP_STATUS_OK)
            return link.judge(status);
    }
    return wants == m_isConsuming ? QString() : switchTaking(link, wants);
}

// The server's answers come among the deliveries, and nobody waits for them.
QString AmqpThread::switchTaking(AmqpLink& link, bool wants)
{
    m_isConsuming = wants;
    if (!wants) {
        const std::string tag = amqpConsumerTag(m_consumers);
        amqp_basic_cancel_t cancel{};
        cancel.consumer_tag = amqpBytes(tag);
        return link.judge(
            amqp_send_method(link.state(), AmqpTakingChannel, AMQP_BASIC_CANCEL_METHOD, &cancel));
    }
    const std::string tag = amqpConsumerTag(++m_consumers);
    const std::string queue = m_place.queue.toStdString();
    amqp_basic_consume_t consume{};
    consume.queue = amqpBytes(queue);
    consume.consumer_tag = amqpBytes(tag);
    consume.arguments = amqp_empty_table;
    return link.judge(
        amqp_send_method(link.state(), AmqpTakingChannel, AMQP_BASIC_CONSUME_METHOD, &consume));
}

QString AmqpThread::takeFrame(AmqpLink& link, const amqp_frame_t& frame)
{
    if (frame.frame_type == AMQP_FRAME_METHOD) {
        if (frame.payload.method.id == AMQP_BASIC_CANCEL_METHOD)
            return u"The queue “%1” was deleted, or its node went away."_s.arg(m_place.queue);
        if (const QString end = link.endOf(frame); !end.isEmpty())
            return end;
    }
    if (frame.channel != AmqpTakingChannel) {
        amqp_maybe_release_buffers_on_channel(link.state(), frame.channel);
        return {};
    }
    const AmqpReader::Step step = m_reader.take(frame);
    QString wrong = m_reader.isOversized() && frame.frame_type != AMQP_FRAME_METHOD ? passOn(frame)
                                                                                    : QString();
    if (wrong.isEmpty() && step == AmqpReader::Step::Message)
        wrong = takeMessage(link);
    // The library keeps the frames of a channel until it is told; a long body comes in many.
    if (step == AmqpReader::Step::Message || frame.frame_type != AMQP_FRAME_METHOD)
        amqp_maybe_release_buffers_on_channel(link.state(), AmqpTakingChannel);
    return wrong;
}

QString AmqpThread::takeMessage(AmqpLink& link)
{
    AmqpDelivery& delivery = m_reader.delivery();
    if (!m_oversized) {
        m_collected.push_back(std::make_shared<const AmqpDelivery>(std::move(delivery)));
        return {};
    }
    QString wrong = m_oversized->dead->awaitConfirms();
    m_oversized.reset();
    if (!wrong.isEmpty())
        return wrong; // the server gives it again
    m_collectedBuried.push_back(std::move(delivery.objection));
    return link.judge(amqp_basic_ack(link.state(), AmqpTakingChannel, delivery.tag, 0));
}

// It goes through our hands into those of the server again; others wait for so long.
QString AmqpThread::passOn(const amqp_frame_t& frame)
{
    if (frame.frame_type == AMQP_FRAME_BODY)
        return m_oversized->dead->append(amqpText(frame.payload.body_fragment));
    tell(); // what came before does not wait
    m_oversized = std::make_unique<Oversized>(m_place, m_mostBody);
    QString wrong = m_oversized->link.open(m_attempt);
    if (wrong.isEmpty())
        wrong = m_oversized->dead->prepare();
    const AmqpDelivery& delivery = m_reader.delivery();
    return wrong.isEmpty()
        ? m_oversized->dead->begin(delivery, delivery.objection, delivery.earlierTries + 1)
        : wrong;
}

void AmqpThread::waitForEither(int descriptor, std::chrono::milliseconds most)
{
    std::array<pollfd, 2> watched{pollfd{m_wake, POLLIN, 0}, pollfd{descriptor, POLLIN, 0}};
    ::poll(watched.data(), watched.size(), static_cast<int>(most.count()));
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = ::read(m_wake, &count, sizeof count);
}

void AmqpThread::tell()
{
    if (m_collected.empty() && m_collectedBuried.empty())
        return;
    {
        const std::lock_guard lock(m_mutex);
        std::move(m_collected.begin(), m_collected.end(), std::back_inserter(m_news.deliveries));
        std::move(
            m_collectedBuried.begin(), m_collectedBuried.end(), std::back_inserter(m_news.buried));
        m_collected.clear();
        m_collectedBuried.clear();
        if (std::exchange(m_isNewsTold, true))
            return;
    }
    m_told();
}

void AmqpThread::tellState(bool isConnected, const QString& error)
{
    {
        const std::lock_guard lock(m_mutex);
        m_news.epoch = m_epoch;
        m_news.isConnected = isConnected;
        m_news.error = error;
        m_news.deliveries.clear(); // of the one before
        if (std::exchange(m_isNewsTold, true))
            return;
    }
    m_told();
}

} // namespace fanlight
