// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "publish/repeat_run.h"
#include "support/room.h"

#include <QCoreApplication>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 Second = 1'000'000'000;

PublishResult taken()
{
    PublishResult result;
    result.recipients = 1;
    return result;
}

PublishResult refusal()
{
    PublishResult result;
    result.error = u"Redis is away."_s;
    return result;
}

} // namespace

class TestRepeatRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_nowNs = 0;
        m_answers.clear();
        m_requests.clear();
        m_atOnce = true;
        m_answer = taken();
        m_mostInATurn = 0;
        m_texts.clear();
        m_run = std::make_unique<RepeatRun>(
            [this](const PublishRequest& request, const RepeatRun::Answer& answer) {
                m_requests.push_back(request);
                countInTurn();
                if (m_atOnce)
                    answer(m_answer);
                else
                    m_answers.push_back(answer);
            },
            [this] { return m_nowNs; });
        m_request.broadcast = true;
        m_request.data = "{\"n\":{i}}";
    }

    void whatIsDueFollowsFromTheClock_data()
    {
        QTest::addColumn<double>("perSecond");
        QTest::addColumn<quint64>("count");
        QTest::addColumn<qint64>("elapsedNs");
        QTest::addColumn<quint64>("due");
        QTest::newRow("first at once") << 10.0 << quint64(0) << qint64(0) << quint64(1);
        QTest::newRow("not yet") << 10.0 << quint64(0) << qint64(99'999'999) << quint64(1);
        QTest::newRow("second") << 10.0 << quint64(0) << Second / 10 << quint64(2);
        QTest::newRow("an hour") << 1000.0 << quint64(0) << 3600 * Second << quint64(3'600'001);
        QTest::newRow("slow") << 0.1 << quint64(0) << 25 * Second << quint64(3);
        QTest::newRow("not more than the count") << 10.0 << quint64(5) << 60 * Second << quint64(5);
        QTest::newRow("as fast as can be") << 0.0 << quint64(5) << qint64(0) << quint64(5);
    }

    void whatIsDueFollowsFromTheClock()
    {
        QFETCH(const double, perSecond);
        QFETCH(const quint64, count);
        QFETCH(const qint64, elapsedNs);
        QFETCH(const quint64, due);
        QCOMPARE(RepeatRun::dueAfter(elapsedNs, {perSecond, count}), due);
    }

    void catchesUpInBoundedTurns()
    {
        m_run->start(m_request, {1000, 0});
        QCOMPARE(m_run->sent(), 1U);
        m_nowNs = Second; // the window was held up for a second
        QTRY_COMPARE(m_run->sent(), 1001U);
        QCOMPARE(m_mostInATurn, RepeatRun::MostATurn);
        QVERIFY2(m_texts.contains(u"101 sent, 100/s, 0 refused, falls behind: 900 due"_s),
            qPrintable(m_texts.join(u'\n')));
        QCOMPARE(m_run->behind(), 0U);
        QCOMPARE(m_requests.back().data, "{\"n\":1001}"_ba);
    }

    void waitsForAnswersBeyondTheBound()
    {
        m_atOnce = false;
        m_run->start(m_request, {0, 5000});
        QTRY_COMPARE(m_run->sent(), RepeatRun::MostUnanswered);
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
        QCOMPARE(m_run->sent(), RepeatRun::MostUnanswered);
        for (std::size_t i = 0; i < 50; ++i)
            m_answers[i](taken());
        QTRY_COMPARE(m_run->sent(), RepeatRun::MostUnanswered + 50);
    }

    void endsAtTheCountAndIsSettledOnceAllIsAnswered()
    {
        m_atOnce = false;
        QSignalSpy ended(m_run.get(), &RepeatRun::ended);
        QSignalSpy settled(m_run.get(), &RepeatRun::settled);
        m_run->start(m_request, {0, 3});
        QCOMPARE(ended.count(), 1);
        QCOMPARE(settled.count(), 0);
        for (const auto& answer : m_answers)
            answer(taken());
        QCOMPARE(settled.count(), 1);
        QCOMPARE(m_run->taken(), 3U);
        QCOMPARE(m_run->text(), u"3 of 3 sent, –/s, 0 refused"_s);
        QCOMPARE(m_run->reason(), QString());
    }

    void stopsAfterThreeRefusalsInARow()
    {
        m_atOnce = false;
        QSignalSpy settled(m_run.get(), &RepeatRun::settled);
        m_run->start(m_request, {0, 100});
        QCOMPARE(m_run->sent(), 100U);
        m_run->start(m_request, {1000, 0});
        m_answers[0](refusal()); // of the run before
        QCOMPARE(m_run->refused(), 0U);
        m_answers.erase(m_answers.begin(), m_answers.begin() + 100);
        m_nowNs = Second / 100;
        QTRY_COMPARE(m_run->sent(), 11U);
        m_answers[0](refusal());
        m_answers[1](refusal());
        m_answers[2](taken());
        m_answers[3](refusal());
        m_answers[4](refusal());
        QVERIFY(m_run->isRunning());
        m_answers[5](refusal());
        QVERIFY(!m_run->isRunning());
        QCOMPARE(m_run->refused(), 5U);
        QVERIFY(m_run->text().endsWith(u"stopped: refused three times in a row: Redis is away."_s));
        for (std::size_t i = 6; i < 11; ++i)
            m_answers[i](taken());
        QCOMPARE(settled.count(), 1);
    }

    void aHubThatRefusesAtOnceEndsItWithinATurn()
    {
        m_answer = refusal();
        QSignalSpy settled(m_run.get(), &RepeatRun::settled);
        m_run->start(m_request, {0, 100});
        QVERIFY(!m_run->isRunning());
        QCOMPARE(m_run->sent(), 3U);
        QCOMPARE(settled.count(), 1);
    }

    void measuresItsRate()
    {
        m_run->start(m_request, {10, 0});
        QVERIFY(m_run->text().contains(u", –/s,"_s));
        for (int i = 1; i <= 20; ++i) {
            m_nowNs = Second / 10 * i;
            QTRY_COMPARE(m_run->sent(), quint64(i + 1));
        }
        QCOMPARE(m_run->perSecond(), 10.0);
        m_run->stop();
        QCOMPARE(m_run->text(), u"21 sent, 10/s, 0 refused"_s);
    }

private:
    void countInTurn()
    {
        if (m_inATurn++ == 0) {
            QMetaObject::invokeMethod(
                this,
                [this] {
                    m_mostInATurn = std::max(m_mostInATurn, std::exchange(m_inATurn, 0U));
                    m_texts += m_run->text();
                },
                Qt::QueuedConnection);
        }
    }

    quint64 m_inATurn = 0;
    quint64 m_mostInATurn = 0;
    QStringList m_texts; // after each turn
    qint64 m_nowNs = 0;
    bool m_atOnce = true;
    PublishResult m_answer;
    PublishRequest m_request;
    std::vector<PublishRequest> m_requests;
    std::vector<RepeatRun::Answer> m_answers;
    std::unique_ptr<RepeatRun> m_run;
};

ROOM_TEST(TestRepeatRun, QCoreApplication)
#include "tst_repeat_run.moc"
