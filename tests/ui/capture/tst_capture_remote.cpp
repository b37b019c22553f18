// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_window.h"

#include "capture/capture_desk.h"
#include "capture/capture_file.h"
#include "charts/time_chart.h"
#include "dashboard/dashboard_page.h"
#include "main_window.h"
#include "messages/messages_page.h"
#include "remote/remote_hub.h"
#include "support/event_stream.h"
#include "support/patience.h"
#include "support/room.h"
#include "theme/theme.h"
#include "ui/served_hub.h"
#include "ui/window_home.h"
#include "widgets/row_table.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Secret = "SECRETPAYLOAD";

QStringList rowsOf(const QAbstractItemModel& model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << model.index(row, column).data().toString();
        lines << cells.join(u'|');
    }
    return lines;
}

// All that a capture holds, uncompressed; behind it the bytes of frames, which are in Base64.
QByteArray contentOf(const QString& path)
{
    static const QRegularExpression frames(u"\"plain\":\"([A-Za-z0-9+/=]*)\""_s);
    CaptureFile file;
    if (!file.open(path).isEmpty())
        return {};
    QByteArray all = file.head().toJson();
    for (std::size_t lane = 0; lane < capture_format::LaneCount; ++lane) {
        for (const auto& block : file.blocksOf(capture_format::Lane(lane))) {
            const auto opened = file.read(block);
            if (!opened)
                continue;
            all += opened->raw;
            auto found = frames.globalMatch(QString::fromLatin1(opened->raw));
            while (found.hasNext())
                all += QByteArray::fromBase64(found.next().captured(1).toLatin1());
        }
    }
    return all;
}

} // namespace

// A window looks at a real hub elsewhere and captures what it sees; another window opens that.
class TestCaptureRemote : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_home.renew();
        m_theme.setMode(Theme::Mode::Light);
        m_server = std::make_unique<ServedHub>();
        START_HUB(*m_server, ServedHub::options());
        RemoteAddress address;
        address.url = m_server->url();
        address.token = [] { return QString::fromLatin1(ServedHub::Token); };
        address.name = u"eu-1"_s;
        m_hub = std::make_unique<RemoteHub>(std::move(address));
        m_window = std::make_unique<MainWindow>(*m_hub, m_theme, m_home.settings(), m_hub->log(),
            HubPlace{u"0a0a0a0a"_s, u"eu-1"_s, {}, false, m_home.path(u"eu-1"_s)});
        m_window->resize(1360, 850);
        m_window->show();
        m_hub->connectNow();
        QSignalSpy sampled(m_hub.get(), &HubPort::sampled);
        QTRY_VERIFY(!sampled.isEmpty()); // its stream has begun: from now on it keeps messages
    }

    void cleanup()
    {
        m_window.reset();
        m_hub.reset();
        m_server.reset();
        m_home.close();
    }

    void whatWasSeenOfAHubElsewhereIsSeenAgain()
    {
        EventStream stream(m_server->port(), "userId=7");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(m_window->captureDesk().start({path()}), QString());
        QVERIFY(m_server->send(5));
        {
            EventStream passing(m_server->port(), "userId=8");
            QVERIFY(passing.waitForOpen());
        }
        QTRY_VERIFY(facts().contains(u"5 message"_s));
        QTRY_COMPARE(m_hub->recordClosed().since(0).size(), std::size_t(1));
        // what became of them is told last
        QTRY_VERIFY(acknowledged() == 5);
        const std::size_t samples = m_window->room().series().all().size();
        QTRY_VERIFY(m_window->room().series().all().size() >= samples + 3);
        m_window->showPage(2);
        const auto* table = m_window->findChild<MessagesPage*>()->findChild<RowTable*>();
        QTRY_COMPARE(table->model()->rowCount(), 5);
        m_window->captureDesk().stop();
        const QStringList rows = rowsOf(*table->model());
        const qint64 endMs = m_window->room().series().newest()->timeMs;

        QSettings others(m_home.path(u"colleague"_s), QSettings::IniFormat);
        CaptureWindow opened(m_theme, others);
        QCOMPARE(opened.load(path()), QString());
        opened.window().resize(1360, 850);
        opened.window().show();
        CapturePlayer& player = opened.hub().player();
        QTRY_COMPARE(player.nowMs(), player.toMs());
        QVERIFY(opened.window().windowTitle().startsWith(QFileInfo(path()).fileName()));
        opened.window().showPage(2);
        const auto* copy = opened.window().findChild<MessagesPage*>()->findChild<RowTable*>();
        QTRY_COMPARE(rowsOf(*copy->model()), rows);
        QCOMPARE(opened.hub().recordClosed().since(0).size(), std::size_t(1));
        QVERIFY(!opened.hub().log()->since(0).empty());
        // the same figures at the same times
        std::map<qint64, quint64> seen;
        for (const MetricsSample& sample : m_window->room().series().all())
            seen[sample.timeMs] = sample.delivered;
        const auto shown = opened.window().room().series().all();
        QVERIFY(shown.size() >= samples);
        for (const MetricsSample& sample : shown) {
            if (sample.timeMs <= endMs) {
                QVERIFY(seen.contains(sample.timeMs));
                QCOMPARE(sample.delivered, seen[sample.timeMs]);
            }
        }
        compareCharts(*opened.window().dashboard(), endMs);
    }

    // Whatever way a payload comes to the window, of a masked capture it is in no part of the file.
    void aMaskedPayloadIsNowhereInTheFile_data()
    {
        QTest::addColumn<CapturedPayload>("payload");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("kept") << CapturedPayload::Kept << true; // else the others show nothing
        QTest::newRow("masked") << CapturedPayload::Masked << false;
        QTest::newRow("left out") << CapturedPayload::LeftOut << false;
    }
    void aMaskedPayloadIsNowhereInTheFile()
    {
        QFETCH(const CapturedPayload, payload);
        QFETCH(const bool, isThere);
        EventStream stream(m_server->port(), "userId=7");
        QVERIFY(stream.waitForOpen());
        quint64 id = 0;
        m_hub->requestConnections(false, [&id](const ConnectionSnapshotPtr& all) {
            id = all->rows.empty() ? 0 : all->rows.front().id;
        });
        QTRY_VERIFY(id != 0);
        CaptureWish wish{path()};
        wish.payload = payload;
        QCOMPARE(m_window->captureDesk().start(wish), QString());
        QSignalSpy watched(m_hub.get(), &HubPort::connectionWatched);
        m_hub->watchConnection(id); // as its own page does: with the frames it is sent
        QTRY_VERIFY(!watched.isEmpty());
        QVERIFY(m_server->send(3, Secret));
        QTRY_COMPARE(recorded().size(), std::size_t(3));
        bool isWhole = false; // and one is opened, so that the window has all of it
        m_hub->requestMessage(recorded().front().number,
            [&isWhole](const QString& error, const MessageRecord&, const MessageTrace&) {
                isWhole = error.isEmpty();
            });
        QTRY_VERIFY(isWhole);
        QVERIFY(!recorded().front().bytesElsewhere);
        QVERIFY(m_server->send(1, Secret)); // whole as it is published
        const auto hasSecret = [](const WatchedConnection& connection) {
            return std::any_of(connection.sent.begin(), connection.sent.end(), [](const auto& one) {
                return one.frame
                    && one.frame->plain().find(Secret.toStdString()) != std::string::npos;
            });
        };
        QTRY_VERIFY(hasSecret(watched.back().front().value<WatchedConnection>()));
        QTRY_VERIFY(facts().contains(u"4 message"_s));
        const std::size_t samples = m_window->room().series().all().size();
        QTRY_VERIFY(m_window->room().series().all().size() >= samples + 3); // it goes on to write
        m_window->captureDesk().stop();
        const QByteArray content = contentOf(path());
        QVERIFY(content.size() > 1000);
        QCOMPARE(content.contains(Secret), isThere);
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(ServedHub::Token));
        QVERIFY(!content.contains(ServedHub::Token));
    }

private:
    QString path() const { return m_home.path(u"remote"_s); }
    QString facts() const { return m_window->captureDesk().facts().join(u' '); }

    std::vector<MessageRecord> recorded() const { return messagesOf(*m_hub); }

    quint64 acknowledged() const
    {
        quint64 sum = 0;
        for (const MessageRecord& one : recorded())
            sum += one.figures.ack.count();
        return sum;
    }

    // Over the same time they are the same pictures.
    void compareCharts(DashboardPage& other, qint64 endMs)
    {
        m_window->showPage(0);
        DashboardPage& one = *m_window->dashboard();
        const QList<TimeChart*> charts = one.findChildren<TimeChart*>();
        const QList<TimeChart*> others = other.findChildren<TimeChart*>();
        QVERIFY(charts.size() >= 4);
        QCOMPARE(others.size(), charts.size());
        for (qsizetype i = 0; i < charts.size(); ++i) {
            for (qint64 timeMs = endMs - 3000; timeMs <= endMs; timeMs += 500)
                QTRY_COMPARE(others[i]->valueAt(0, timeMs), charts[i]->valueAt(0, timeMs));
        }
    }

    WindowHome m_home;
    Theme m_theme;
    std::unique_ptr<ServedHub> m_server;
    std::unique_ptr<RemoteHub> m_hub;
    std::unique_ptr<MainWindow> m_window;
};

ROOM_TEST(TestCaptureRemote, QApplication)
#include "tst_capture_remote.moc"
