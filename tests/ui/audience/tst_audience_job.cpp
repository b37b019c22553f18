// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "audience/audience_import.h"
#include "audience/audience_job.h"
#include "audience/demo_audience.h"
#include "support/room.h"

#include <QFile>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList numbers(int n)
{
    QStringList all;
    for (int i = 1; i <= n; ++i)
        all += QString::number(i);
    return all;
}

} // namespace

// The hub is a set of texts here, which answers when it is told to.
class TestAudienceJob : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_sets.clear();
        m_most = 0;
        m_pieces = 0;
        m_waiting.clear();
        m_answersAtOnce = true;
        m_room = -1;
        m_job = std::make_unique<AudienceJob>(
            [this](const std::vector<AudienceChange>& changes, const AudienceJob::Answer& answer) {
                change(changes, answer);
            });
    }

    void cleanup() { m_job.reset(); }

    void bringsIdsInPieces()
    {
        m_sets[u"followers 42"_s] = {u"7"_s, u"12000"_s};
        run(AudienceJob::Purpose::Add,
            idsSource(AudienceKind::Followers, u"42"_s, numbers(12'000), false));
        QCOMPARE(m_pieces, 3);
        QVERIFY(m_most <= HubPort::MostChanged);
        QCOMPARE(m_sets[u"followers 42"_s].size(), 12'000);
        QCOMPARE(m_job->text(), u"11,998 added, 2 were there already"_s);
        QCOMPARE(m_job->done(), 1.0);
        QVERIFY(!m_job->failed());
    }

    void removesIds()
    {
        m_sets[u"interests like"_s] = {u"1"_s, u"2"_s, u"x"_s};
        run(AudienceJob::Purpose::Remove,
            idsSource(AudienceKind::Interests, u"like"_s, numbers(3), true));
        QCOMPARE(m_sets[u"interests like"_s], QSet<QString>{u"x"_s});
        QCOMPARE(m_job->text(), u"2 removed, 1 was not there"_s);
    }

    void theNextPieceWaitsForTheAnswer()
    {
        m_answersAtOnce = false;
        start(AudienceJob::Purpose::Add,
            idsSource(AudienceKind::Followers, u"42"_s, numbers(6000), false));
        QTRY_COMPARE(m_waiting.size(), 1U);
        QVERIFY(!QTest::qWaitFor([this] { return m_waiting.size() > 1; }, 100));
        m_waiting[0]({}, 5000);
        QTRY_COMPARE(m_waiting.size(), 2U);
        QVERIFY(m_job->isRunning());
        QVERIFY(m_job->done() > 0.8 && m_job->done() < 0.9);
        m_waiting[1]({}, 1000);
        QVERIFY(!m_job->isRunning());
    }

    void cancelKeepsWhatWasDone()
    {
        m_answersAtOnce = false;
        QSignalSpy finished(m_job.get(), &AudienceJob::finished);
        start(AudienceJob::Purpose::Add,
            idsSource(AudienceKind::Followers, u"42"_s, numbers(12'000), false));
        QTRY_COMPARE(m_waiting.size(), 1U);
        m_job->cancel();
        QVERIFY(m_job->text().endsWith(u"stopping…"_s));
        m_waiting[0]({}, 5000);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(m_job->text(), u"5,000 added, cancelled"_s);
        QCOMPARE(m_waiting.size(), 1U);
    }

    void theHubsErrorEndsItAndIsSaid()
    {
        m_room = 5500;
        run(AudienceJob::Purpose::Add,
            idsSource(AudienceKind::Followers, u"42"_s, numbers(12'000), false));
        QVERIFY(m_job->failed());
        QCOMPARE(m_job->text(), u"5,500 added, stopped: The audience in memory is full."_s);
    }

    void importsACsvFile()
    {
        m_sets[u"followers 1"_s] = {u"2"_s};
        const QString path = file("author,user\r\n1,2\n1,3\n\"a,b\",\"it's\"\n\n1\n,9\n2,\n1,4\n");
        run(AudienceJob::Purpose::Import, importSource(AudienceKind::Followers, path));
        QCOMPARE(m_job->text(),
            u"4 rows: 3 added, 1 was there already, 3 refused: line 6: expected 2 columns, found "
            u"1; "
            u"line 7: author: must not be empty; line 8: user: must not be empty"_s);
        QCOMPARE(m_sets[u"followers 1"_s], (QSet<QString>{u"2"_s, u"3"_s, u"4"_s}));
        QCOMPARE(m_sets[u"followers a,b"_s], QSet<QString>{u"it's"_s});
    }

    void aFileWithoutTitlesLosesNothing()
    {
        run(AudienceJob::Purpose::Import,
            importSource(AudienceKind::Interests, file("like,1\nuser,set\n")));
        QCOMPARE(m_job->text(), u"2 rows: 2 added"_s);
        QCOMPARE(m_sets[u"interests like"_s], QSet<QString>{u"1"_s});
    }

    void aLargeFileComesInPieces()
    {
        QByteArray csv;
        for (int i = 0; i < 12'000; ++i)
            csv += QByteArray::number(i % 7000) + ',' + QByteArray::number(i) + '\n';
        run(AudienceJob::Purpose::Import, importSource(AudienceKind::Followers, file(csv)));
        QVERIFY(m_pieces >= 3);
        QVERIFY(m_most <= AudienceChunk::MostRows);
        QCOMPARE(m_job->text(), u"12,000 rows: 12,000 added"_s);
    }

    void saysWhatTheDiskSays()
    {
        run(AudienceJob::Purpose::Import,
            importSource(AudienceKind::Followers, m_directory.filePath(u"none.csv"_s)));
        QVERIFY(m_job->failed());
        QVERIFY(m_job->text().contains(u"none.csv could not be read: "_s));
    }

    void generatesTheWholeGraph()
    {
        const DemoGraphPlan plan{500, 50, 40, 1.0, 3};
        run(AudienceJob::Purpose::Add, demoSource(plan, true));
        const DemoGraph graph(plan);
        for (int author = 1; author <= 50; ++author)
            QCOMPARE(m_sets[u"followers %1"_s.arg(author)].size(), graph.followerCount(author));
        QVERIFY(std::abs(double(m_sets[u"interests like"_s].size()) - 400) < 50);
        quint64 all = 0;
        for (const QSet<QString>& one : std::as_const(m_sets))
            all += quint64(one.size());
        QCOMPARE(m_job->text(), QString(QLocale(QLocale::English).toString(all) + u" added"_s));
        QVERIFY(std::abs(double(all) - double(demoMemberships(graph, true))) < 100);
    }

    void aGraphWithoutInterestsHasNone()
    {
        run(AudienceJob::Purpose::Add, demoSource({20, 20, 19, 0, 1}, false));
        QCOMPARE(m_sets.size(), 20);
        QCOMPARE(m_job->text(), u"380 added"_s);
    }

private:
    void start(AudienceJob::Purpose purpose, const AudienceJob::Source& source)
    {
        m_job->start(u"test"_s, purpose, source);
    }
    void run(AudienceJob::Purpose purpose, const AudienceJob::Source& source)
    {
        start(purpose, source);
        QTRY_VERIFY(!m_job->isRunning());
    }
    QString file(const QByteArray& content)
    {
        QFile one(m_directory.filePath(u"x.csv"_s));
        if (!one.open(QIODevice::WriteOnly) || one.write(content) != content.size())
            qFatal("no file");
        return one.fileName();
    }
    void change(const std::vector<AudienceChange>& changes, const AudienceJob::Answer& answer)
    {
        ++m_pieces;
        quint64 changed = 0;
        qsizetype users = 0;
        for (const AudienceChange& one : changes) {
            users += one.users.size();
            QSet<QString>& set
                = m_sets[(one.kind == AudienceKind::Followers ? u"followers "_s : u"interests "_s)
                    + one.set];
            for (const QString& user : one.users) {
                if (m_room == 0) {
                    answer(u"The audience in memory is full."_s, changed);
                    return;
                }
                const bool was = set.contains(user);
                changed += was == one.remove ? 1 : 0;
                m_room -= m_room > 0 && !was ? 1 : 0;
                one.remove ? void(set.remove(user)) : void(set.insert(user));
            }
        }
        m_most = std::max(m_most, users);
        if (m_answersAtOnce)
            answer({}, changed);
        else
            m_waiting.push_back(answer);
    }

    QTemporaryDir m_directory;
    QHash<QString, QSet<QString>> m_sets;
    qsizetype m_most = 0; // users of one piece
    int m_pieces = 0;
    int m_room = -1; // -1: no end of it
    bool m_answersAtOnce = true;
    std::vector<AudienceJob::Answer> m_waiting;
    std::unique_ptr<AudienceJob> m_job;
};

ROOM_TEST(TestAudienceJob, QCoreApplication)
#include "tst_audience_job.moc"
