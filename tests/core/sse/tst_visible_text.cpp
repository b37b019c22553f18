// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/visible_text.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;

class TestVisibleText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void texts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("visible");
        const auto row = [](const char* name, const QString& text, const QString& visible) {
            QTest::newRow(name) << text << visible;
        };
        row("empty", QString(), QString());
        row("plain", QStringLiteral("user 42, ünï ✓ 日本"), QStringLiteral("user 42, ünï ✓ 日本"));
        row("beyond the basic plane", QString::fromUtf8("\xf0\x9f\x98\x85"),
            QString::fromUtf8("\xf0\x9f\x98\x85"));
        row("escape sequence", QStringLiteral("\x1b[2J\x1b]0;pwned\x07"),
            QStringLiteral("\\x1b[2J\\x1b]0;pwned\\x07"));
        row("line breaks and tabs", QStringLiteral("a\r\nb\tc"), QStringLiteral("a\\r\\nb\\tc"));
        row("NUL", QString(QChar(0)), QStringLiteral("\\x00"));
        row("DEL", QString(QChar(0x7f)), QStringLiteral("\\x7f"));
        row("C1", QString(QChar(0x85)) + QChar(0x9b), QStringLiteral("\\x85\\x9b"));
        row("separators", QString(QChar(0x2028)) + QChar(0x2029), QStringLiteral("\\u2028\\u2029"));
        row("direction", QString(QChar(0x202e)) + QChar(0x2066), QStringLiteral("\\u202e\\u2066"));
        row("no-break blank stays", QString(QChar(0xa0)), QString(QChar(0xa0)));
        row("half a surrogate", QStringLiteral("a") + QChar(0xd83d) + QStringLiteral("b"),
            QString::fromUtf8("a\xef\xbf\xbd"
                              "b"));
        row("the other half", QString(QChar(0xdc00)), QString(QChar(0xfffd)));
    }

    void texts()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, visible);
        QCOMPARE(visibleText(text), visible);
        QCOMPARE(visibleText(visible), visible); // once is enough
    }
};

ROOM_TEST(TestVisibleText, QCoreApplication)
#include "tst_visible_text.moc"
