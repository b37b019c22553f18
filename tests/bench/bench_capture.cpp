// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a capture costs: 5,000 messages a second, each told of three times as a hub does, with 2,000
// streams, for so many seconds. Says how long the main thread was held up, how large the file
// became, and how long it took to open, and to go through all of it.
#include "capture/capture_hub.h"
#include "capture/capture_recorder.h"
#include "support/fake_hub_port.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <ctime>

using namespace fanlight;

namespace {

constexpr int PerSecond = 5000;
constexpr int TurnMs = 10; // PerSecond is handed out in turns
constexpr int Streams = 2000;

double secondsOf(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

double processorSeconds()
{
    return secondsOf(CLOCK_PROCESS_CPUTIME_ID);
}

// What this thread worked, so that a busy machine does not count.
double threadMs()
{
    return 1000 * secondsOf(CLOCK_THREAD_CPUTIME_ID);
}

// Messages as they come from an app, with figures that change afterwards.
class Traffic {
public:
    explicit Traffic(testing::FakeHubPort& hub)
        : m_hub(hub)
    {
    }
    void turn()
    {
        for (int i = 0; i < PerSecond * TurnMs / 1000; ++i)
            publish();
        // the writes, and the acknowledgements, of those before
        for (int i = 0; i < 2 * PerSecond * TurnMs / 1000 && m_told < 2 * m_published; ++i)
            tell();
    }
    quint64 published() const { return m_published; }

private:
    void publish()
    {
        ++m_published;
        const std::string id = std::to_string(1'790'000'000'000 + m_published / 5) + '-'
            + std::to_string(m_published % 5);
        const std::string data = R"({"type":"like","from":"user-)" + std::to_string(next() % 9000)
            + R"(","post":")" + std::to_string(next()) + "\"}";
        MessageRecord message;
        message.timeMs = QDateTime::currentMSecsSinceEpoch();
        message.users = 1;
        message.userId = std::to_string(next() % 19'000);
        message.frame = Frame::event({.id = id, .data = data, .isJson = true}, "like");
        message.steps = {20'000 + next() % 10'000, 40'000 + next() % 10'000};
        m_hub.recordMessages().append(std::move(message));
    }
    void tell()
    {
        MessageFigures figures;
        figures.number = m_told / 2 + 1;
        figures.isKnown = true;
        if (m_told % 2 == 0) {
            figures.recipients = 1;
            figures.write.record(200'000 + next() % 900'000);
        } else {
            figures.ack.record(1'200'000 + next() % 3'000'000);
            figures.measured = 1;
        }
        ++m_told;
        m_hub.recordMessages().add({figures});
    }
    std::uint64_t next()
    {
        m_random = m_random * 6364136223846793005ULL + 1442695040888963407ULL;
        return m_random >> 33;
    }

    testing::FakeHubPort& m_hub;
    quint64 m_published = 0;
    quint64 m_told = 0;
    std::uint64_t m_random = 1;
};

std::vector<ConnectionRow> streams()
{
    std::vector<ConnectionRow> rows;
    for (quint64 id = 1; id <= Streams; ++id) {
        ConnectionRow row;
        row.id = id;
        row.userId = QString::number(id);
        row.address = QStringLiteral("127.0.0.1:%1").arg(10'000 + id);
        row.userAgent = QStringLiteral("bench");
        row.openMs = qint64(id);
        rows.push_back(row);
    }
    return rows;
}

void capture(const QString& path, CapturedPayload payload, int seconds)
{
    testing::FakeHubPort hub;
    hub.setConnections(streams());
    CaptureWish wish{path};
    wish.payload = payload;
    CaptureRecorder recorder({hub}, wish);
    if (const QString error = recorder.begin(); !error.isEmpty())
        qFatal("%s", qPrintable(error));
    Traffic traffic(hub);
    QElapsedTimer clock;
    clock.start();
    qint64 last = 0;
    double worst = 0; // ms of the main thread, between two turns of the traffic
    double turnEnd = threadMs();
    QTimer turn;
    turn.setTimerType(Qt::PreciseTimer);
    QObject::connect(&turn, &QTimer::timeout, [&] {
        const qint64 now = clock.elapsed();
        worst = std::max(worst, threadMs() - turnEnd);
        // as many turns as are due, so that a busy machine has no fewer messages
        for (; last + TurnMs <= now; last += TurnMs)
            traffic.turn();
        turnEnd = threadMs();
        MetricsSample sample;
        sample.timeMs = QDateTime::currentMSecsSinceEpoch();
        sample.intervalMs = 500;
        sample.connections = Streams;
        if (now / 500 != (now - TurnMs) / 500)
            Q_EMIT hub.sampled(sample);
        if (now >= 1000 * seconds)
            QCoreApplication::quit();
    });
    const double before = processorSeconds();
    turn.start(TurnMs);
    QCoreApplication::exec();
    turn.stop();
    recorder.end();
    const CaptureProgress progress = recorder.progress();
    std::printf(
        "%s: %llu messages, %llu left out, %.1f bytes a message, the main thread held up for %.1f "
        "ms at most, %.1f %% of a core with the traffic\n",
        qPrintable(capturedPayloadName(payload)), progress.messages, progress.left,
        double(progress.bytes) / double(std::max<quint64>(1, progress.messages)), worst,
        100 * (processorSeconds() - before) / seconds);
}

void show(const QString& path)
{
    CaptureHub hub;
    QElapsedTimer clock;
    clock.start();
    double last = threadMs();
    double worst = 0; // ms of the main thread in one turn
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, [&] {
        worst = std::max(worst, threadMs() - last);
        last = threadMs();
    });
    QObject::connect(
        &hub.player(), &CapturePlayer::moved, [](qint64) { QCoreApplication::quit(); });
    if (const QString error = hub.player().open(path); !error.isEmpty())
        qFatal("%s", qPrintable(error));
    const qint64 opened = clock.elapsed();
    watch.start(0);
    last = threadMs();
    QCoreApplication::exec();
    const qint64 shown = clock.elapsed();
    hub.player().seek((hub.player().fromMs() + hub.player().toMs()) / 2);
    QCoreApplication::exec();
    std::printf("opened in %lld ms, at its end after %lld ms, in its middle after %lld ms more; "
                "slices of %.1f ms at most\n",
        opened, shown, clock.elapsed() - shown, worst);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const int seconds = argc > 1 ? std::max(1, atoi(argv[1])) : 60;
    const QTemporaryDir folder;
    for (const CapturedPayload payload : {CapturedPayload::LeftOut, CapturedPayload::Masked}) {
        const QString path = folder.filePath(QStringLiteral("bench.fanlight"));
        capture(path, payload, seconds);
        show(path);
    }
}
