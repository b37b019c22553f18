// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/load_plan.h"

#include <QTemporaryDir>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using Place = LoadText::Place;

namespace {
QString filled(const QString& text, Place place, const std::vector<std::string>& values)
{
    QString error;
    const auto parsed = LoadText::parse(text, place, {u"name"_s, u"token"_s}, error);
    if (!parsed)
        return error;
    std::string out;
    LoadText::Random random(1);
    parsed->appendTo(out, 42, values, random);
    return QString::fromStdString(out);
}

LoadScenario withFile(const QString& path)
{
    LoadScenario scenario = simpleScenario(u"http://127.0.0.1:1"_s, u"/s?u={{ name }}"_s, 3, std::chrono::milliseconds(0), std::chrono::milliseconds(1));
    scenario.clientsFile = path;
    return scenario;
}
} // namespace

class TestLoadPlan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textsAreFilledIn()
    {
        QCOMPARE(filled(u"/u/{i}?t={{ token }}&n={{name}}"_s, Place::Path, {"Ada L", "a%20b"}), u"/u/42?t=a%20b&n=Ada%20L"_s);
        QCOMPARE(filled(u"X: {{ token }}"_s, Place::Header, {"", "a\r\nEvil: 1"}), u"X: aEvil: 1"_s);
        QCOMPARE(filled(u"{\"a\":{\"b\":\"{{ name }}\"}}"_s, Place::Body, {"x\ny", ""}), u"{\"a\":{\"b\":\"x\ny\"}}"_s);
        QCOMPARE(filled(u"{{ $randomNumber(7,7) }}"_s, Place::Body, {"", ""}), u"7"_s);
        QCOMPARE(filled(u"{{ $randomString(12) }}"_s, Place::Body, {"", ""}).size(), 12);
        QVERIFY(filled(u"{{ nobody }}"_s, Place::Body, {"", ""}).contains(u"nobody"_s));
    }

    void clientsComeFromAFile()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"clients.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name,token\r\nAda,1\r\n\"Bob, B\",2\r\n");
        file.close();
        QString error;
        const auto plan = LoadPlan::make(withFile(file.fileName()), error);
        QVERIFY2(plan, qPrintable(error));
        QCOMPARE(plan->rows.size(), 2u);
        QCOMPARE(plan->rows[1][0], std::string("Bob, B"));
        QCOMPARE(plan->fileVariables, 2u);
    }

    void saysWhatIsWrongWithTheFile_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QString>("error");
        QTest::newRow("empty") << QByteArray() << u"no clients"_s;
        QTest::newRow("a header alone") << QByteArray("name\n") << u"no clients"_s;
        QTest::newRow("a short row") << QByteArray("name,b\nAda\n") << u"line 2: has 1 cells"_s;
        QTest::newRow("another column") << QByteArray("other\nAda\n") << u"{{ name }}"_s;
    }
    void saysWhatIsWrongWithTheFile()
    {
        QFETCH(QByteArray, csv);
        QFETCH(QString, error);
        QTemporaryDir folder;
        QFile file(folder.filePath(u"clients.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(csv);
        file.close();
        QString said;
        QVERIFY(!LoadPlan::make(withFile(file.fileName()), said));
        QVERIFY2(said.contains(error), qPrintable(said));
    }

    void aFileThatIsNotThereIsSaid()
    {
        QString said;
        QVERIFY(!LoadPlan::make(withFile(u"/nowhere/clients.csv"_s), said));
        QVERIFY2(said.contains(u"/nowhere/clients.csv"_s), qPrintable(said));
    }

    void pathsInJson_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("pointer");
        QTest::newRow("member") << u"$.id"_s << u"/id"_s;
        QTest::newRow("nested") << u"$.user.name"_s << u"/user/name"_s;
        QTest::newRow("element") << u"$.items[10].id"_s << u"/items/10/id"_s;
        QTest::newRow("without a dollar") << u"id"_s << u"/id"_s;
        QTest::newRow("a wildcard") << u"$.items[*]"_s << QString();
        QTest::newRow("empty") << QString() << QString();
    }
    void pathsInJson()
    {
        QFETCH(QString, path);
        QFETCH(QString, pointer);
        QCOMPARE(QString::fromStdString(jsonPointer(path).value_or("")), pointer);
    }
};

QTEST_GUILESS_MAIN(TestLoadPlan)
#include "tst_load_plan.moc"
