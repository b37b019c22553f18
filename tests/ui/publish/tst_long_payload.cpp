// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/payload_editor.h"
#include "support/room.h"
#include "support/thread_time.h"
#include "theme/theme.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype Long = 200 << 10;

QString objects()
{
    QString text = u"["_s;
    while (text.size() < Long)
        text += u"{\"id\":%1,\"name\":\"Ada\",\"ok\":true},"_s.arg(text.size());
    return text.chopped(1) + u']';
}

} // namespace

// 200 KiB in one line, as a log or a browser gives it.
class TestLongPayload : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_theme = std::make_unique<Theme>();
        m_editor = std::make_unique<PayloadEditor>(*m_theme);
        m_editor->resize(500, 300);
        m_editor->show();
    }
    void cleanup()
    {
        m_editor.reset();
        m_theme.reset();
    }

    void isTakenWholeAndCostsWhatItsLengthCosts_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("many objects") << objects();
        QTest::newRow("one string") << QString(u"{\"a\":\""_s + QString(Long, u'x') + u"\"}"_s);
        QTest::newRow("braces") << QString(u"{\"a\":\""_s + QString(Long, u'{') + u"\"}"_s);
        QTest::newRow("no JSON") << QString(Long, u'x');
        QTest::newRow("figures") << QString(Long, u'1');
    }

    void isTakenWholeAndCostsWhatItsLengthCosts()
    {
        QFETCH(const QString, line);
        const qint64 quarter = leastMsToPaste(line.first(line.size() / 4));
        const qint64 whole = leastMsToPaste(line);
        QCOMPARE(m_editor->text(), line);
        // Four times as long: some four times the work. It was sixteen times, and seconds.
        QVERIFY2(whole <= 9 * quarter + 50,
            qPrintable(u"%1 ms, a quarter of it %2 ms"_s.arg(whole).arg(quarter)));
    }

    void isNotColouredWhileShortLinesAre()
    {
        m_editor->load(u"{\"a\":1}\n"_s + objects(), false);
        const QTextBlock first = m_editor->document()->firstBlock();
        QVERIFY(!first.layout()->formats().isEmpty());
        QVERIFY(first.next().layout()->formats().isEmpty());
    }

    void isSeenToItsEnd()
    {
        m_editor->load(objects(), false);
        QVERIFY(m_editor->lineWrapMode() != QPlainTextEdit::NoWrap);
        QVERIFY(m_editor->document()->firstBlock().layout()->lineCount() > 1000);
    }

private:
    qint64 leastMsToPaste(const QString& line)
    {
        qint64 least = -1;
        for (int i = 0; i < 3; ++i) {
            m_editor->clear();
            const qint64 before = fanlight::testing::threadMs();
            m_editor->insertPlainText(line);
            m_editor->grab();
            const qint64 took = fanlight::testing::threadMs() - before;
            least = least < 0 ? took : std::min(least, took);
        }
        return least;
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<PayloadEditor> m_editor;
};

ROOM_TEST(TestLongPayload, QApplication)
#include "tst_long_payload.moc"
