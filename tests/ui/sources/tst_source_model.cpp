// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_model.h"

#include "sources/source_csv.h"
#include "sources/source_kinds.h"
#include "sources/source_text.h"
#include "support/room.h"
#include "ui/sources/sources_for_tests.h"

#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestSourceModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_watch = std::make_unique<SourceWatch>([](const QString&, bool) {});
        m_model = std::make_unique<SourceModel>(*m_watch, m_theme);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_watch.reset();
    }

    void showsWhatASourceTells()
    {
        take({testSource(u"outbox"_s)});
        QCOMPARE(rowText(0),
            u"outbox | Redis Streams | Taking | 12 |  | 42 | 1,000 | 7 | 0 | 3 | – | "
            "redis-stream://127.0.0.1/0?key=outbox"_s);
    }

    void whatIsNotKnownIsADash()
    {
        take({awaySource(u"outbox"_s, u"Connection refused."_s)});
        QCOMPARE(rowText(0),
            u"outbox | Redis Streams | Connecting | – |  | – | 1,000 | 7 | – | 3 | Connection "
            "refused. | redis-stream://127.0.0.1/0?key=outbox"_s);
        QCOMPARE(m_model->index(0, SourceModel::Course).data(Qt::AccessibleTextRole).toString(),
            u"not known"_s);
    }

    void rowsThatStayKeepTheirPlace()
    {
        take({testSource(u"a"_s), testSource(u"b"_s), testSource(u"c"_s)});
        const QPersistentModelIndex c = m_model->index(2, 0);
        QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
        take({testSource(u"c"_s), testSource(u"d"_s), testSource(u"a"_s)});
        QCOMPARE(names(), (QStringList{u"c"_s, u"d"_s, u"a"_s}));
        QCOMPARE(c.row(), 0);
        take({});
        QCOMPARE(m_model->rowCount(), 0);
        QVERIFY(!c.isValid());
        QCOMPARE(resets.size(), 0);
    }

    void everyStateHasAShapeOfItsOwn()
    {
        using State = SourceFigures::State;
        std::set<source_text::Mark> marks;
        QStringList words;
        for (const State state :
            {State::Closed, State::Connecting, State::Taking, State::Paused, State::Waiting}) {
            marks.insert(source_text::mark(testSource(u"a"_s, state)));
            words << source_text::state(state);
        }
        QCOMPARE(marks.size(), 5U);
        QCOMPARE(words,
            (QStringList{u"Closed"_s, u"Connecting"_s, u"Taking"_s, u"Paused"_s,
                u"Waiting for the broker"_s}));
        QCOMPARE(source_text::tone(awaySource(u"a"_s, u"Refused."_s)), Pill::Tone::Bad);
        QCOMPARE(source_text::tone(testSource(u"a"_s, State::Connecting)), Pill::Tone::Warning);
        QCOMPARE(source_text::tone(testSource(u"a"_s, State::Paused)), Pill::Tone::Neutral);
    }

    void theCourseIsThatOfFiveMinutes()
    {
        SourceRow row = testSource(u"a"_s);
        for (int second = 0; second < 400; ++second) {
            row.figures.lag = second;
            m_watch->take(testSources({row}, second * 1000));
        }
        m_model->pull();
        const std::vector<QPointF> course = m_model->course(0);
        QCOMPARE(course.size(), 301U);
        QCOMPARE(course.back().y(), 399.0);
        QCOMPARE(m_model->index(0, SourceModel::Course).data(Qt::ToolTipRole).toString(),
            u"99 to 399 in the last minutes"_s);
    }

    void sortsByFigures()
    {
        SourceRow few = testSource(u"few"_s);
        few.figures.lag = 9;
        SourceRow many = testSource(u"many"_s);
        many.figures.lag = 1000;
        take({many, awaySource(u"away"_s, u"Refused."_s), few});
        SourceArrangement arrangement(*m_model);
        arrangement.sort(SourceModel::Lag);
        QStringList order;
        for (int row = 0; row < arrangement.rowCount(); ++row)
            order << arrangement.index(row, 0).data().toString();
        QCOMPARE(order, (QStringList{u"away"_s, u"few"_s, u"many"_s}));
    }

    void writesRawFiguresAsCsv()
    {
        QBuffer file;
        QVERIFY(file.open(QIODevice::WriteOnly));
        SourceRow row = awaySource(u"a,b"_s, u"Refused."_s);
        QCOMPARE(writeSourcesCsv(file, {row, testSource(u"c"_s)}), QString());
        QCOMPARE(file.data(),
            "source,kind,url,state,paused,lag,acknowledged_per_s,taken,acknowledged,refused,"
            "buried,dead,in_hand,error\r\n"
            "\"a,b\",redis-stream,\"redis-stream://127.0.0.1/"
            "0?key=a,b\",connecting,0,,,1010,1000,7,0,,3,"
            "Refused.\r\n"
            "c,redis-stream,redis-stream://127.0.0.1/"
            "0?key=c,taking,0,12,42,1010,1000,7,0,0,3,\r\n");
    }

    void readsWhomALetterIsFor()
    {
        const auto to = [](const std::string& body) -> QString {
            SourceContent content;
            content.body = body;
            const source_text::Addressee read = source_text::addressee(content);
            return read.to + u'/' + read.type;
        };
        QCOMPARE(to("{\"userId\":\"7\",\"type\":\"like\"}"), u"7/like"_s);
        QCOMPARE(to("{\"userId\":42}"), u"42/"_s);
        QCOMPARE(to("{\"userIds\":[\"1\",\"2\",\"3\"]}"), u"3 users/"_s);
        QCOMPARE(to("{\"userIds\":[\"1\"]}"), u"1/"_s);
        QCOMPARE(to("{\"broadcast\":true}"), u"everyone/"_s);
        QCOMPARE(to("no JSON"), u"/"_s);
        SourceContent raw;
        raw.user = "";
        raw.type = "like";
        QCOMPARE(source_text::addressee(raw).to, u"everyone"_s);
        QCOMPARE(source_text::addressee(raw).type, u"like"_s);
    }

    void hasALineToCopyForEachKindBuiltIn()
    {
        QCOMPARE(source_text::commands({u"amqp"_s, u"redis-stream"_s, u"of tomorrow"_s}),
            (QStringList{u"fanlightd --source "
                         "'redis-stream://127.0.0.1:6379/0?key=outbox&group=fanlight'"_s,
                u"fanlightd --source 'amqp://guest:guest@127.0.0.1/?queue=notifications'"_s}));
        QCOMPARE(source_text::kind(u"of tomorrow"_s), u"of tomorrow"_s);
        for (const SourceKind& kind : source_kinds::all()) {
            const QStringList lines = source_text::commands({kind.name});
            QCOMPARE(lines.size(), 1);
            QString error;
            source_kinds::read(lines.first().section(u'\'', 1, 1), &error);
            QVERIFY2(error.isEmpty() || !kind.isBuiltIn, qPrintable(error));
        }
    }

private:
    void take(std::vector<SourceRow> rows)
    {
        m_watch->take(testSources(std::move(rows), ++m_seconds * 1000));
        m_model->pull();
    }
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < m_model->rowCount(); ++row)
            names << m_model->source(row).name;
        return names;
    }
    QString rowText(int row) const
    {
        QStringList cells;
        for (int column = 0; column < SourceModel::ColumnCount; ++column)
            cells << m_model->index(row, column).data().toString();
        return cells.join(u" | "_s);
    }

    Theme m_theme;
    int m_seconds = 0;
    std::unique_ptr<SourceWatch> m_watch;
    std::unique_ptr<SourceModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

ROOM_TEST(TestSourceModel, QApplication)
#include "tst_source_model.moc"
