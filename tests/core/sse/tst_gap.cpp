// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/gap.h"
#include "support/room.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace fanlight;

class TestGap : public QObject {
    Q_OBJECT

    static QByteArray wire(const FramePtr& frame)
    {
        return QByteArray(frame->plain().data(), qsizetype(frame->plain().size()));
    }

private Q_SLOTS:
    void aCommentIsOneLine()
    {
        QCOMPARE(wire(Gap{"1-0", "2-0", "lost\r\ndata: some\n\nmore"}.comment()),
            QByteArray(": lost  data: some  more\n\n"));
    }

    void anEventHasNoIdAndSaysFromAndTo()
    {
        QCOMPARE(wire(Gap{"1-0", "2-0", "lost"}.event()),
            QByteArray("event: fanlight-gap\ndata: "
                       "{\"from\":\"1-0\",\"to\":\"2-0\",\"reason\":\"lost\"}\n\n"));
        QCOMPARE(wire(Gap{{}, {}, "lost"}.event()),
            QByteArray(
                "event: fanlight-gap\ndata: {\"from\":null,\"to\":null,\"reason\":\"lost\"}\n\n"));
    }

    void whateverTheIdsAre()
    {
        const std::string data = Gap{"a\"b\\", "\n\x01", "“so”"}.event()->data();
        const QJsonObject told = QJsonDocument::fromJson(QByteArray::fromStdString(data)).object();
        QCOMPARE(told.value(u"from").toString(), u"a\"b\\"_qs);
        QCOMPARE(told.value(u"to").toString(), u"\n\x01"_qs);
        QCOMPARE(told.value(u"reason").toString(), u"“so”"_qs);
    }

    void neitherIsAnEventThatCounts()
    {
        const Gap gap{"1-0", "2-0", "lost"};
        for (const FramePtr& frame : {gap.comment(), gap.event()}) {
            QVERIFY(!frame->isEvent());
            QVERIFY(frame->id().empty());
        }
        QVERIFY(gap.event()->batching() == Batching::Never);
        QVERIFY(gap.event()->eventName() == Gap::EventName);
    }
};

ROOM_TEST(TestGap, QCoreApplication)
#include "tst_gap.moc"
