// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/json_string.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace fanlight;

class TestJsonString : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jsonReadersGetTheTextBack()
    {
        std::string all;
        for (int c = 0; c < 0x80; ++c)
            all += static_cast<char>(c);
        all += "é\u2028\U0001F600";
        for (const std::string& text :
            {std::string(), std::string("plain"), std::string("\"\\/\b\f\n\r\t\0x", 10), all}) {
            const QByteArray json = QByteArray::fromStdString('[' + jsonString(text) + ']');
            for (const char c : json)
                QVERIFY(static_cast<unsigned char>(c)
                    >= 0x20); // RFC 8259 §7; Qt's own reader would let them pass
            QJsonParseError error;
            const QJsonDocument document = QJsonDocument::fromJson(json, &error);
            QVERIFY2(error.error == QJsonParseError::NoError, json.constData());
            QCOMPARE(document.array().at(0).toString(), QString::fromStdString(text));
        }
    }
};

ROOM_TEST(TestJsonString, QCoreApplication)
#include "tst_json_string.moc"
