// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/wire_preview.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestWirePreview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void splitsLinesWhicheverWayTheyEnd_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("lines");
        QTest::newRow("one line") << "a"_ba
                                  << "data: a\n"_ba;
        QTest::newRow("LF") << "a\nb"_ba
                            << "data: a\ndata: b\n"_ba;
        QTest::newRow("CR") << "a\rb"_ba
                            << "data: a\ndata: b\n"_ba;
        QTest::newRow("CRLF") << "a\r\nb"_ba
                              << "data: a\ndata: b\n"_ba;
        QTest::newRow("LFCR") << "a\n\rb"_ba
                              << "data: a\ndata: \ndata: b\n"_ba;
        QTest::newRow("CRCRLF") << "a\r\r\nb"_ba
                                << "data: a\ndata: \ndata: b\n"_ba;
        QTest::newRow("at the end") << "a\n"_ba
                                    << "data: a\ndata: \n"_ba;
        QTest::newRow("empty") << ""_ba
                               << "data: \n"_ba;
    }

    void splitsLinesWhicheverWayTheyEnd()
    {
        QFETCH(const QByteArray, data);
        QFETCH(const QByteArray, lines);
        PublishRequest request;
        request.data = data;
        QCOMPARE(ssePreview(request, TypeAs::Member), "id: assigned by the hub\n" + lines);
    }

    void showsFieldsOnlyWhenTheyAreAskedFor()
    {
        PublishRequest request;
        request.data = "{}";
        request.id = u"7-1"_s;
        request.event = u"like"_s;
        request.retryMs = 0;
        QCOMPARE(
            ssePreview(request, TypeAs::Member), "event: like\nid: 7-1\nretry: 0\ndata: {}\n"_ba);
    }

    void showsTheTypeWhereClientsFindIt()
    {
        PublishRequest request;
        request.data = R"({"post":7})";
        request.type = u"like"_s;
        request.id = u"7-1"_s;
        QCOMPARE(ssePreview(request, TypeAs::Member),
            "id: 7-1\ndata: {\"type\":\"like\",\"post\":7}\n"_ba);
        QCOMPARE(
            ssePreview(request, TypeAs::Event), "event: like\nid: 7-1\ndata: {\"post\":7}\n"_ba);
        QCOMPARE(ssePreview(request, TypeAs::Off), "id: 7-1\ndata: {\"post\":7}\n"_ba);
    }
};

ROOM_TEST(TestWirePreview, QCoreApplication)
#include "tst_wire_preview.moc"
