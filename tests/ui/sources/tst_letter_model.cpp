// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/letter_model.h"

#include "support/room.h"
#include "ui/sources/sources_for_tests.h"

#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestLetterModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<LetterModel>(m_theme);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->setToday(QDateTime::fromMSecsSinceEpoch(SourcesTakenAt).date());
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void showsWhyALetterDied()
    {
        DeadLetter letter = testLetter(1);
        letter.content.user = "7";
        letter.content.type = "like";
        m_model->setLetters({letter});
        QCOMPARE(rowText(0),
            QDateTime::fromMSecsSinceEpoch(letter.diedAtMs).toString(u"HH:mm:ss")
                + u" | userId: one of userId, userIds and broadcast is needed | 5 | order-1 | 7 | "
                  "like | 16 B"_s);
        letter.diedAtMs = 0;
        letter.tries = 0;
        letter.content = {};
        letter.handle = "other";
        m_model->setLetters({letter});
        QCOMPARE(rowText(0),
            u"– | userId: one of userId, userIds and broadcast is needed | – | – | – | – | 0 B"_s);
    }

    void aStrangersTextCannotTurnTheTableRound()
    {
        DeadLetter letter = testLetter(1);
        letter.reason = "bad\u202ename\nand more";
        m_model->setLetters({letter});
        const QString shown = m_model->index(0, LetterModel::Reason).data().toString();
        QVERIFY2(!shown.contains(QChar(0x202e)) && !shown.contains(u'\n'), qPrintable(shown));
    }

    void lettersThatStayKeepTheirPlace()
    {
        m_model->setLetters(testLetters(3));
        const QPersistentModelIndex second = m_model->index(1, 0);
        QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
        std::vector<DeadLetter> next = testLetters(5); // two more have died
        next.erase(next.begin() + 2); // one was sent meanwhile
        m_model->setLetters(next);
        QCOMPARE(handles(), (QStringList{u"h5"_s, u"h4"_s, u"h2"_s, u"h1"_s}));
        QCOMPARE(second.row(), 2);
        std::rotate(next.begin(), next.begin() + 3, next.end()); // another order
        m_model->setLetters(next);
        QCOMPARE(handles(), (QStringList{u"h1"_s, u"h5"_s, u"h4"_s, u"h2"_s}));
        m_model->setLetters({testLetter(9), testLetter(9)}); // what no source should say
        QCOMPARE(m_model->rowCount(), 2);
        m_model->setLetters({testLetter(9)});
        QCOMPARE(m_model->rowCount(), 1);
        m_model->setLetters({});
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(resets.size(), 0);
    }

    void anAnswerStaysWithItsLetterAsLongAsThatIsThere()
    {
        m_model->setLetters(testLetters(2));
        m_model->setAnswer("h1", u"refused"_s);
        m_model->setAnswer("gone", u"refused"_s);
        m_model->setLetters(testLetters(3));
        QCOMPARE(m_model->answer("h1"), u"refused"_s);
        QCOMPARE(m_model->answer("gone"), QString());
        m_model->setLetters({testLetter(3)});
        QCOMPARE(m_model->answer("h1"), QString());
        m_model->clear();
        QCOMPARE(m_model->rowCount(), 0);
    }

    void filtersAndSorts()
    {
        std::vector<DeadLetter> letters = testLetters(12);
        letters[0].reason = "data: is larger than 64 KiB";
        letters[0].content.body = std::string(70'000, 'x');
        m_model->setLetters(letters);
        LetterArrangement arrangement(*m_model);
        arrangement.setFilter(TextFilter(u"larger"_s));
        QCOMPARE(arrangement.rowCount(), 1);
        arrangement.setFilter(TextFilter(u"order-1"_s));
        QCOMPARE(arrangement.rowCount(), 4); // 1, 10, 11, 12
        arrangement.setFilter({});
        arrangement.sort(LetterModel::MessageId);
        QCOMPARE(arrangement.index(1, LetterModel::MessageId).data().toString(), u"order-2"_s);
        arrangement.sort(LetterModel::Size, Qt::DescendingOrder);
        QCOMPARE(arrangement.index(0, LetterModel::Size).data().toString(), u"68.4 KiB"_s);
        arrangement.sort(LetterModel::Died, Qt::DescendingOrder);
        QCOMPARE(arrangement.shownLetters().front().handle, "h12");
    }

    void writesLettersWholeAsCsv()
    {
        DeadLetter letter = testLetter(1);
        letter.content.body = "{\"a\":\n1}";
        letter.content.event = "news";
        QBuffer file;
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(writeLettersCsv(file, {letter}), QString());
        QCOMPARE(file.data(),
            "died_at,reason,tries,message_id,user,type,event,bytes,body\r\n"
            "2023-11-14T22:13:21.000Z,\"userId: one of userId, userIds and broadcast is "
            "needed\",5,order-1,,,news,8,\"{\"\"a\"\":\n1}\"\r\n");
    }

private:
    QStringList handles() const
    {
        QStringList handles;
        for (int row = 0; row < m_model->rowCount(); ++row)
            handles << QString::fromStdString(m_model->letter(row).handle);
        return handles;
    }
    QString rowText(int row) const
    {
        QStringList cells;
        for (int column = 0; column < LetterModel::ColumnCount; ++column)
            cells << m_model->index(row, column).data().toString();
        return cells.join(u" | "_s);
    }

    Theme m_theme;
    std::unique_ptr<LetterModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

ROOM_TEST(TestLetterModel, QApplication)
#include "tst_letter_model.moc"
