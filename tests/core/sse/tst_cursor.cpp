// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest> // first: moc stumbles over <compare> otherwise

#include "sse/cursor.h"
#include "sse/frame.h"
#include "support/room.h"

using namespace fanlight;

// The id of an event that tells of both channels of a stream.
class TestCursor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites()
    {
        const Cursor cursor{{1795956743025, 0}, {1795956743020, 3}};
        QCOMPARE(cursor.text(), std::string("1795956743025-0.1795956743020-3"));
        QVERIFY(Cursor::parse(cursor.text()) == cursor);
    }

    void aHalfThatIsNotKnownIsLeftOut()
    {
        QCOMPARE((Cursor{{7, 1}, {}}).text(), std::string("7-1"));
        QCOMPARE((Cursor{{}, {7, 1}}).text(), std::string("7-1"));
    }

    void anyOtherTextIsNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"", ".", "1-0", "1-0.", ".1-0", "1.2", "1-0.2", "1-0.2-0.3-0",
                 "1-0.2-0 ", "01-0.2-0", "a.b", "1-0-2-0"})
            QTest::addRow("“%s”", text) << QByteArray(text);
    }
    void anyOtherTextIsNone()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!Cursor::parse(text.toStdString()));
    }

    void anEventUnderAnotherIdIsTheSameElse()
    {
        for (const char* id : {"", "1-0"}) {
            const FramePtr frame = Frame::event({id, "like", "a\nb", 500, false}, "kind");
            const FramePtr copy = frame->withId("7-0.8-0");
            QCOMPARE(copy->plain(),
                std::string_view("event: like\nid: 7-0.8-0\nretry: 500\ndata: "
                                 "a\ndata: b\n\n"));
            QCOMPARE(copy->id(), std::string_view("7-0.8-0"));
            QCOMPARE(copy->type(), std::string_view("kind"));
            QVERIFY(copy->isEvent());
            QCOMPARE(copy->withId(id)->chunked(), frame->chunked());
        }
    }
};

ROOM_TEST(TestCursor, QCoreApplication)
#include "tst_cursor.moc"
