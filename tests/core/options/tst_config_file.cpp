// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "options/config_file.h"
#include "support/room.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

const std::vector<OptionSpec> TeaSpecs{
    {.name = "leaf", .value = "NAME", .repeat = OptionRepeat::Joined, .settingsGroup = "tea"},
    {.name = "boil", .value = "DURATION", .settingsGroup = "tea"},
    {.name = "milk", .settingsGroup = "tea"},
    {.name = "shelf", .value = "NAME"}, // of the command line only
};

} // namespace

class TestConfigFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesAreTakenAsTheyStand_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("value");
        QTest::newRow("plain") << "boil=3m"_ba << u"3m"_s;
        QTest::newRow("blanks around") << "  boil \t=  3 m  "_ba << u"3 m"_s;
        QTest::newRow("end of a line of Windows") << "boil=3m\r"_ba << u"3m"_s;
        QTest::newRow("signs that begin remarks elsewhere") << "boil=a#b;c"_ba << u"a#b;c"_s;
        QTest::newRow("an equals sign") << "boil=name=token=="_ba << u"name=token=="_s;
        QTest::newRow("quoted") << "boil=\" 3m, 4m \""_ba << u" 3m, 4m "_s;
        QTest::newRow("escaped") << "boil=C:\\\\tea\\t\\\"hot\\\""_ba << u"C:\\tea\t\"hot\""_s;
        QTest::newRow("as QSettings escapes") << "boil=\"\\xe4\\x41\""_ba << u"äA"_s;
        QTest::newRow("beyond ASCII") << "boil=grün 🍵"_ba << u"grün 🍵"_s;
        QTest::newRow("left empty") << "boil="_ba << QString();
        QTest::newRow("quoted and empty") << "boil=\"\""_ba << QString();
    }
    void valuesAreTakenAsTheyStand()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const QString, value);
        const ConfigFile file = read("[tea]\n" + line + '\n');
        QCOMPARE(file.faults(), QStringList());
        const ConfigFile::Entry* const entry = file.find("boil"_L1);
        QCOMPARE(entry ? entry->value : QString(), value);
        QCOMPARE(entry != nullptr, !value.isEmpty()); // empty is as good as absent
    }

    void remarksAndOtherSectionsAreLeftOut()
    {
        const ConfigFile file
            = read("\xef\xbb\xbf# a remark\n; another\n\n[window]\nboil=1m\nwidth=3\n"
                   "[ tea ]\n  # indented\nboil=3m\n[log]\nlevel=x\n");
        QCOMPARE(file.faults(), QStringList());
        QCOMPARE(file.find("boil"_L1)->value, u"3m"_s);
        QCOMPARE(file.find("boil"_L1)->line, 9);
        QCOMPARE(file.placeOf("boil"_L1), path() + u":9: boil"_s);
        QCOMPARE(file.placeOf("milk"_L1), u"milk"_s);
        QCOMPARE(file.notes().size(), 2);
        QVERIFY2(file.notes().first().startsWith(path() + u":4: [window] "_s),
            qPrintable(file.notes().first()));
    }

    void listsMayTakeSeveralLines()
    {
        const ConfigFile file = read("[tea]\nleaf=green, black\nleaf=white\n[tea]\nleaf=mint\n");
        QCOMPARE(file.faults(), QStringList());
        QCOMPARE(file.find("leaf"_L1)->value, u"green, black,white,mint"_s);
        QCOMPARE(file.find("leaf"_L1)->line, 2);
    }

    void whatIsWrongIsToldWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("fault"); // behind the file's name
        QTest::newRow("unknown") << "[tea]\n\nboyl=3m\n"_ba
                                 << u":3: boyl: there is no such option; did you mean boil?"_s;
        QTest::newRow("of the command line")
            << "[tea]\nshelf=3m\n"_ba
            << u":2: shelf: there is no such option; fanlight.conf(5) has all"_s;
        QTest::newRow("without a value")
            << "[tea]\nboil\n"_ba << u":2: boil: has no value; write boil = DURATION"_s;
        QTest::newRow("a switch alone")
            << "[tea]\nmilk\n"_ba << u":2: milk: has no value; write milk = on"_s;
        QTest::newRow("twice")
            << "[tea]\nboil=3m\nboil=3m\n"_ba
            << u":3: boil: is given twice, and takes one value; it stands in line 2, too"_s;
        QTest::newRow("in no section")
            << "boil=3m\n"_ba
            << u":1: “boil” stands in no section; write [tea] on a line above it"_s;
        QTest::newRow("a section misspelt")
            << "[teaa]\nboil=3m\n"_ba << u":1: there is no section [teaa]; did you mean [tea]?"_s;
        QTest::newRow("a section that does not end")
            << "[tea\nboil=3m\n"_ba << u":1: “[tea” is not the name of a section; it ends with ]"_s;
        QTest::newRow("a quotation mark alone")
            << "[tea]\nboil=\"3m\n"_ba
            << u":2: boil: its value begins with a quotation mark and does not end with one"_s;
        QTest::newRow("an unknown escape")
            << "[tea]\nboil=C:\\dir\n"_ba
            << u":2: boil: a backslash is written \\\\; \\\" and \\n are known as well"_s;
        QTest::newRow("a backslash at the end")
            << "[tea]\nboil=a\\\n"_ba
            << u":2: boil: a backslash is written \\\\; \\\" and \\n are known as well"_s;
        QTest::newRow("not UTF-8") << "[tea]\nboil=\xff\n"_ba << u": is not text in UTF-8"_s;
        QTest::newRow("NUL") << QByteArray("[tea]\nboil=\0\n", 13) << u": is not text in UTF-8"_s;
        QTest::newRow("too large")
            << QByteArray(ConfigFile::MostBytes + 1, '\n') << u": has more than 1 MiB"_s;
    }
    void whatIsWrongIsToldWithItsLine()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, fault);
        QCOMPARE(read(text).faults(), QStringList{path() + fault});
    }

    void eachFaultIsTold() { QCOMPARE(read("[tea]\nboyl=1\nboil\nmilk\n").faults().size(), 3); }

    void aFileThatIsNotThereIsSaid()
    {
        const ConfigFile file = ConfigFile::read(u"/nowhere/tea.conf"_s, "tea"_L1, TeaSpecs);
        QCOMPARE(file.faults(),
            QStringList{u"cannot read /nowhere/tea.conf: No such file or directory"_s});
        QVERIFY(!ConfigFile::read(m_folder.path(), "tea"_L1, TeaSpecs).faults().isEmpty());
    }

private:
    QString path() const { return m_folder.filePath(u"tea.conf"_s); }
    ConfigFile read(const QByteArray& text) const
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("the file of the test cannot be written");
        file.close();
        return ConfigFile::read(path(), "tea"_L1, TeaSpecs);
    }

    QTemporaryDir m_folder;
};

ROOM_TEST(TestConfigFile, QCoreApplication)
#include "tst_config_file.moc"
