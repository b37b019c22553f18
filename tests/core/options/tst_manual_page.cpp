// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "options/manual.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

const std::vector<OptionSpec> ManualSpecs{
    {.name = "boil",
        .value = "DURATION|off",
        .help = "how long it boils",
        .section = "Tea",
        .range = u"1s to 1h"_s,
        .settingsGroup = "tea",
        .helpAddsRange = true},
    {.name = "milk", .help = "with milk; that's all", .section = "Tea", .settingsGroup = "tea"},
    {.name = "descale", .help = "nobody is told", .section = "Tea", .isHidden = true},
    {.name = "cup",
        .value = "small|large",
        .help = "which cup",
        .kind = OptionKind::Word,
        .section = "Table"},
    {.name = "leaves", .value = "FILE", .kind = OptionKind::File, .section = "Tea"},
    {.name = "version", .help = "print the version and exit"},
};

ManualPage teaPage()
{
    return {.name = u"kettle"_s,
        .section = 8,
        .purpose = u"makes tea"_s,
        .synopsis = {u"kettle [options]"_s, u"kettle"_s},
        .before = {{u"DESCRIPTION"_s, u"It boils.\n\n    kettle --boil 3m\n\n* on :: it's on"_s}},
        .options = ManualSpecs};
}

QByteArrayList linesOf(const ManualPage& page)
{
    return manualRoff(page, u"2026-11-30"_s, u"Fanlight 1"_s).split('\n');
}

} // namespace

class TestManualPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPageHasItsPartsInOrder()
    {
        const QByteArrayList lines = linesOf(teaPage());
        QCOMPARE(lines[3],
            ".TH \"KETTLE\" \"8\" \"2026-11-30\" \"Fanlight 1\" \"System Administration\""_ba);
        QByteArrayList headings;
        for (const QByteArray& line : lines) {
            if (line.startsWith(".SH ") || line.startsWith(".SS "))
                headings += line;
        }
        QCOMPARE(headings,
            QByteArrayList({".SH NAME", ".SH SYNOPSIS", ".SH \"DESCRIPTION\"", ".SH OPTIONS",
                ".SS \"Tea\"", ".SS \"Table\"", ".SS \"Help\""}));
        QVERIFY(lines.contains("kettle \\- makes tea"));
    }

    void optionsAreToldAsHelpTellsThem()
    {
        const QByteArrayList lines = linesOf(teaPage());
        const qsizetype boil = lines.indexOf(".BI \"\\-\\-boil \" \"DURATION|off\"");
        QVERIFY(boil > 0);
        QCOMPARE(lines[boil - 1], ".TP"_ba);
        QCOMPARE(lines[boil + 1], "How long it boils (1s to 1h)."_ba);
        QVERIFY(lines.contains(".B \"\\-\\-milk\""));
        QVERIFY(!lines.join('\n').contains("descale"));
    }

    void linesOfAFileAreToldAsSuch()
    {
        ManualPage page = teaPage();
        page.isFile = true;
        const QByteArrayList lines = linesOf(page);
        QVERIFY(lines.contains(".BI \"boil = \" \"DURATION|off\""));
        QVERIFY(lines.contains(".BI \"milk = \" \"on|off\""));
    }

    void textIsNoRequestOfRoff_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("roff");
        QTest::newRow("a dot in front") << u".conf is read"_s << "\\&.conf is read"_ba;
        QTest::newRow("an apostrophe in front") << u"'tis"_s << "\\(aqtis"_ba;
        QTest::newRow("a backslash") << u"C:\\tea"_s << "C:\\etea"_ba;
        QTest::newRow("quotation marks") << u"“a” \"b\""_s << "\\(lqa\\(rq \\(dqb\\(dq"_ba;
        QTest::newRow("what is typed") << u"~/tea ^ `b`"_s << "\\(ti/tea \\(ha \\(gab\\(ga"_ba;
        QTest::newRow("beyond ASCII") << u"Tür 🍵 …"_s << "T\\[u00FC]r \\[u1F375] ..."_ba;
    }
    void textIsNoRequestOfRoff()
    {
        QFETCH(const QString, text);
        QFETCH(const QByteArray, roff);
        ManualPage page = teaPage();
        page.before = {{u"DESCRIPTION"_s, text}};
        const QByteArrayList lines = linesOf(page);
        QCOMPARE(lines[lines.indexOf(".SH \"DESCRIPTION\"") + 1], roff);
    }

    void codeStaysAsItStands()
    {
        ManualPage page = teaPage();
        page.before = {{u"EXAMPLES"_s, u"    [tea]\n    .boil = 3m\n      deeper"_s}};
        const QByteArrayList lines = linesOf(page);
        const qsizetype at = lines.indexOf(".SH \"EXAMPLES\"");
        QCOMPARE(lines.mid(at + 1, 7),
            QByteArrayList({".RS 4", ".EX", "[tea]", "\\&.boil = 3m", "  deeper", ".EE", ".RE"}));
    }

    void longTextIsBrokenIntoLines()
    {
        ManualPage page = teaPage();
        page.before = {{u"DESCRIPTION"_s, u"a word "_s.repeated(100)}};
        for (const QByteArray& line : linesOf(page))
            QVERIFY2(line.size() <= 100, line.constData());
    }

    void whatIsAskedForIsFound()
    {
        QVERIFY(!askedManual({u"--help"_s}));
        QCOMPARE(askedManual({u"--manual"_s}), QString());
        QCOMPARE(askedManual({u"--retry=1s"_s, u"--manual=conf"_s}), u"conf"_s);
        QCOMPARE(askedManual({u"--manual"_s, u"conf"_s}), u"conf"_s);
        QCOMPARE(askedManual({u"--manual"_s, u"--retry=1s"_s}), QString());
    }

    void bashIsToldWordsFilesAndNames()
    {
        const QByteArray script = bashCompletion(u"tea-kettle"_s, ManualSpecs);
        QVERIFY(script.contains("        --cup) COMPREPLY=($(compgen -W 'small large' -- "));
        QVERIFY(script.contains("        --leaves) COMPREPLY=($(compgen -f -- "));
        QVERIFY(script.contains("        --boil) return ;;\n"));
        QVERIFY(script.contains("'--boil --milk --cup --leaves --version'"));
        QVERIFY(script.contains("complete -o bashdefault -o default -F _tea_kettle tea-kettle\n"));
    }
};

ROOM_TEST(TestManualPage, QCoreApplication)
#include "tst_manual_page.moc"
