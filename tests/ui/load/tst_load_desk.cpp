// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_desk.h"
#include "support/room.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

LoadReport shortReport(qint64 startedAtMs, quint64 arrived = 10)
{
    LoadReport one;
    one.startedAtMs = startedAtMs;
    one.totals.arrived = arrived;
    one.totals.events = 1200;
    return one;
}

} // namespace

class TestLoadDesk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_desk.reset(); // writes to the end
        m_started.clear();
        m_stops = 0;
        m_kept.clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_desk = std::make_unique<LoadDesk>(m_folder->path(),
            RunStore::Form{[this](const LoadReport& one) {
                               const QByteArray key = QByteArray::number(one.startedAtMs);
                               m_kept[key] = one;
                               return key;
                           },
                [this](const QByteArray& key, QString& error) -> std::optional<LoadReport> {
                    if (m_kept.contains(key))
                        return m_kept.at(key);
                    error = u"not a report"_s;
                    return std::nullopt;
                }});
        m_desk->setRunner({[this](const LoadScenario& scenario) { m_started.push_back(scenario); },
            [this] { ++m_stops; }});
    }

    void oneTestAtATime()
    {
        m_desk->run(scenario(), true, {});
        m_desk->run(scenario(), true, {});
        QCOMPARE(m_started.size(), 1U);
        m_desk->stop();
        m_desk->stop();
        QCOMPARE(m_stops, 1);
        QVERIFY(m_desk->isStopping());
        m_desk->takeReport(shortReport(1));
        QVERIFY(!m_desk->isRunning());
        m_desk->stop();
        QCOMPARE(m_stops, 1);
    }

    void aTokenGoesToNoOtherHost()
    {
        LoadScenario away = scenario();
        away.publishing.url = u"http://other.example/publish"_s;
        m_desk->run(away, true, u"secret"_s);
        QCOMPARE(m_started[0].publishing.headers, QStringList());
        QCOMPARE(m_started[0].headers, QStringList());
    }

    void aTokenGoesWithTheRequestsAndNotIntoTheReport()
    {
        m_desk->run(scenario(), true, u"secret"_s);
        QCOMPARE(m_started[0].publishing.headers, QStringList{u"Authorization: Bearer secret"_s});
        LoadReport ended = shortReport(1);
        ended.scenario = m_started[0];
        m_desk->takeReport(ended);
        QCOMPARE(m_desk->report()->scenario.publishing.headers, QStringList());
        QSignalSpy shown(m_desk.get(), &LoadDesk::reportShown);
        m_desk->openRun(m_desk->file());
        QTRY_COMPARE(shown.count(), 1);
        QCOMPARE(m_desk->report()->scenario.publishing.headers, QStringList());
    }

    void theHubsCertificateIsTrustedUnlessTheTestSaysWhom()
    {
        m_desk->run(scenario(), true, {}, u"/hub.pem"_s);
        QCOMPARE(m_started[0].tls.pinnedFile, u"/hub.pem"_s);
        m_desk->takeReport(shortReport(1));
        QCOMPARE(m_desk->report()->scenario.tls.pinnedFile, QString());
        LoadScenario own = scenario();
        own.tls.caFile = u"own.pem"_s;
        m_desk->run(own, true, {}, u"/hub.pem"_s);
        QVERIFY(m_started[1].tls == own.tls);
        // a certificate of the clients says nothing of whom they trust
        m_desk->takeReport(shortReport(2));
        own.tls = {};
        own.tls.own.certFile = u"client.pem"_s;
        m_desk->run(own, true, {}, u"/hub.pem"_s);
        QCOMPARE(m_started[2].tls.pinnedFile, u"/hub.pem"_s);
    }

    void marksTestsOfThisHubOnly()
    {
        QSignalSpy marked(m_desk.get(), &LoadDesk::marked);
        m_desk->run(scenario(), false, {});
        m_desk->takeReport(shortReport(1));
        QCOMPARE(marked.count(), 0);
        m_desk->run(scenario(), true, {});
        m_desk->takeReport(shortReport(2));
        QCOMPARE(marked.count(), 2);
    }

    void whatDidNotBeginIsShownAndNotKept()
    {
        QSignalSpy told(m_desk.get(), &LoadDesk::lastAction);
        m_desk->run(scenario(), false, {});
        LoadReport nothing = shortReport(1, 0);
        nothing.failure = u"nobody answers"_s;
        m_desk->takeReport(nothing);
        QCOMPARE(m_desk->file(), QString());
        QCOMPARE(m_desk->report()->failure, u"nobody answers"_s);
        QCOMPARE(told.last()[0].toString(), u"load test: nobody answers"_s);
        QVERIFY(m_desk->runs().runs().empty());
    }

    void aRunIsOpenedUnlessATestRuns()
    {
        m_desk->run(scenario(), false, {});
        m_desk->takeReport(shortReport(1));
        const QString first = m_desk->file();
        m_desk->run(scenario(), false, {});
        m_desk->takeReport(shortReport(2));
        QSignalSpy shown(m_desk.get(), &LoadDesk::reportShown);
        m_desk->openRun(first);
        QTRY_COMPARE(shown.count(), 1);
        QCOMPARE(m_desk->file(), first);
        QCOMPARE(m_desk->report()->startedAtMs, 1);
        m_desk->run(scenario(), false, {});
        m_desk->openRun(first);
        QVERIFY(!m_desk->report());
        QSignalSpy compared(m_desk.get(), &LoadDesk::compared);
        m_desk->compareRuns(first, m_desk->runs().runs().front().file); // also while one runs
        QTRY_COMPARE(compared.count(), 1);
        QCOMPARE(compared[0][0].value<LoadReport>().startedAtMs, 1);
        QCOMPARE(compared[0][1].value<LoadReport>().startedAtMs, 2);
    }

    void whatCannotBeOpenedIsSaid()
    {
        QSignalSpy told(m_desk.get(), &LoadDesk::lastAction);
        m_desk->openRun(u"none.json"_s);
        QTRY_COMPARE(told.count(), 1);
        QVERIFY(told[0][0].toString().startsWith(u"run not opened: "_s));
    }

    void saysWhenDescriptorsDoNotSuffice()
    {
        m_desk->setFreeFiles([] { return 40.0; });
        QCOMPARE(m_desk->descriptorNote(scenario()), QString()); // 20 clients
        m_desk->setFreeFiles([] { return 39.0; });
        QVERIFY(m_desk->descriptorNote(scenario())
                    .startsWith(u"20 clients of this hub need 40 descriptors"_s));
        m_desk->setFreeFiles([] { return Unknown; });
        QCOMPARE(m_desk->descriptorNote(scenario()), QString());
    }

    void theSuffixSaysWhatAReportIsWrittenAs()
    {
        const QString path = m_folder->filePath(u"x.JSON"_s);
        m_desk->saveReport(path);
        QVERIFY(!QFile::exists(path)); // none is shown
        m_desk->run(scenario(), false, {});
        m_desk->takeReport(shortReport(1));
        for (const auto& [name, begin] :
            {std::pair{u"x.JSON"_s, "{"}, {u"x.html"_s, "<"}, {u"x.csv"_s, "time"}}) {
            m_desk->saveReport(m_folder->filePath(name));
            QFile file(m_folder->filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(file.readAll().startsWith(begin), qPrintable(name));
        }
    }

private:
    static LoadScenario scenario() { return simpleScenario({}, {}, 20, 1s, 1s); }

    std::vector<LoadScenario> m_started;
    int m_stops = 0;
    std::map<QByteArray, LoadReport> m_kept; // used by the store's thread
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LoadDesk> m_desk;
};

ROOM_TEST(TestLoadDesk, QCoreApplication)
#include "tst_load_desk.moc"
