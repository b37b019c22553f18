// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

struct PrintedText {
    PrintedText(const QString& program, const QStringList& arguments,
        const QHash<QString, QString>& variables = {}, const QByteArray& input = {})
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString& name : {u"SOURCE_DATE_EPOCH"_s, u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s,
                 u"QT_QPA_PLATFORM"_s, u"FANLIGHT_RETRY"_s})
            environment.remove(name);
        for (auto one = variables.begin(); one != variables.end(); ++one)
            environment.insert(one.key(), one.value());
        process.setProcessEnvironment(environment);
        process.start(program, arguments);
        process.write(input);
        process.closeWriteChannel();
        isGood = process.waitForFinished(int(Patience.count()))
            && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
        exitCode = process.exitCode();
        text = process.readAllStandardOutput();
        error = process.readAllStandardError();
    }
    bool isGood;
    int exitCode;
    QByteArray text;
    QByteArray error;
};

// The options in a text, each once.
QSet<QString> optionsIn(const QByteArray& text)
{
    static const QRegularExpression option(u"(?<![\\w-])--[a-z][a-z-]*[a-z]"_s);
    QSet<QString> names;
    for (auto all = option.globalMatch(QString::fromUtf8(text)); all.hasNext();)
        names.insert(all.next().captured());
    return names;
}

} // namespace

// The manual pages that the programs print of themselves.
class TstManual : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pages_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("title"); // fanlightd(8)
        const QString window = QStringLiteral(FANLIGHT_WINDOW_PROGRAM);
        QTest::newRow("fanlight") << window << u"page"_s << u"FANLIGHT(1)"_s;
        QTest::newRow("fanlightd") << HubProcess::program() << u"page"_s << u"FANLIGHTD(8)"_s;
        QTest::newRow("fanlight.conf")
            << HubProcess::program() << u"conf"_s << u"FANLIGHT.CONF(5)"_s;
        QTest::newRow("fanlight-load") << loadProgram() << u"page"_s << u"FANLIGHT-LOAD(1)"_s;
    }

    void haveWhatAManualPageHas_data() { pages_data(); }
    void haveWhatAManualPageHas()
    {
        QFETCH(const QString, program);
        QFETCH(const QString, what);
        QFETCH(const QString, title);
        const PrintedText page(program, {u"--manual="_s + what});
        QVERIFY2(page.isGood, page.error.constData());
        QCOMPARE(page.error, QByteArray());
        for (const char* section : {"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "SEE ALSO"})
            QVERIFY2(page.text.contains(QByteArray(QByteArray("\n.SH ") + section + '\n'))
                    || page.text.contains(QByteArray(QByteArray("\n.SH \"") + section + "\"\n")),
                section);
        if (what == u"page"_s) {
            for (const char* section :
                {"ENVIRONMENT", "FILES", "SIGNALS", "EXIT STATUS", "EXAMPLES"})
                QVERIFY2(page.text.contains(QByteArray(QByteArray("\n.SH \"") + section + "\"\n")),
                    section);
        }
        const auto isAscii = [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); };
        QVERIFY(std::all_of(page.text.begin(), page.text.end(), isAscii));
        for (const QByteArray& line : page.text.split('\n'))
            QVERIFY2(!line.endsWith(' '), line.constData());
        if (QStandardPaths::findExecutable(u"man"_s).isEmpty())
            QSKIP("man is not installed");
        const PrintedText shown(u"man"_s, {u"-l"_s, u"-"_s},
            {{u"MANWIDTH"_s, u"80"_s}, {u"LC_ALL"_s, u"C.UTF-8"_s}}, page.text);
        QVERIFY2(shown.isGood, shown.error.constData());
        QVERIFY2(shown.text.contains(title.toUtf8()), shown.text.left(300).constData());
    }

    void formattersHaveNothingToSay_data() { pages_data(); }
    void formattersHaveNothingToSay()
    {
        QFETCH(const QString, program);
        QFETCH(const QString, what);
        const PrintedText page(program, {u"--manual="_s + what});
        const bool hasMan = !QStandardPaths::findExecutable(u"man"_s).isEmpty();
        const bool hasMandoc = !QStandardPaths::findExecutable(u"mandoc"_s).isEmpty();
        if (!hasMan && !hasMandoc)
            QSKIP("neither man nor mandoc is installed");
        if (hasMan) { // as lintian has it
            const PrintedText man(u"man"_s,
                {u"--warnings"_s, u"-E"_s, u"UTF-8"_s, u"-l"_s, u"-Tutf8"_s, u"-Z"_s, u"-"_s},
                {{u"MANROFFSEQ"_s, QString()}, {u"MANWIDTH"_s, u"80"_s}}, page.text);
            QVERIFY(man.isGood);
            QCOMPARE(man.error, QByteArray());
        }
        if (hasMandoc) {
            const PrintedText lint(u"mandoc"_s, {u"-Tlint"_s, u"-Wwarning"_s}, {}, page.text);
            QCOMPARE(lint.text + lint.error, QByteArray());
        }
    }

    void everyOptionOfHelpIsThere_data() { pages_data(); }
    void everyOptionOfHelpIsThere()
    {
        QFETCH(const QString, program);
        QFETCH(const QString, what);
        const QSet<QString> known = optionsIn(PrintedText(program, {u"--help"_s}).text);
        QVERIFY(known.size() > 20);
        const QByteArray page
            = PrintedText(program, {u"--manual="_s + what}).text.replace("\\-", "-");
        if (what == u"page"_s) {
            const QSet<QString> told = optionsIn(page);
            QVERIFY2(
                told.contains(known), qPrintable(QStringList((known - told).values()).join(u' ')));
            return;
        }
        int lines = 0; // those of the hub, and no others
        for (const QString& option : known)
            lines += page.contains(QByteArray(".BI \"" + option.sliced(2).toUtf8() + " = \"")) ? 1
                                                                                               : 0;
        QVERIFY2(lines > 50, qPrintable(QString::number(lines)));
        QVERIFY(page.contains(".BI \"csv-interval = \""));
        QVERIFY(!page.contains(".BI \"check"));
    }

    void helpBeginsWithExamplesAndStandsBelowHeadings_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("headings"); // in their order
        QTest::newRow("fanlightd")
            << HubProcess::program()
            << QStringList{u"Examples"_s, u"Hub"_s, u"Program"_s, u"Access"_s, u"TLS"_s,
                   u"Streams"_s, u"Examination"_s, u"Help"_s};
        QTest::newRow("fanlight") << QStringLiteral(FANLIGHT_WINDOW_PROGRAM)
                                  << QStringList{u"Examples"_s, u"Window"_s, u"Hub"_s, u"Access"_s,
                                         u"History"_s, u"Help"_s};
        QTest::newRow("fanlight-load")
            << loadProgram()
            << QStringList{u"Examples"_s, u"Target"_s, u"Clients"_s, u"Publishing"_s,
                   u"Scenario and reports"_s, u"Help"_s, u"Figures for --expect"_s};
    }
    void helpBeginsWithExamplesAndStandsBelowHeadings()
    {
        QFETCH(const QString, program);
        QFETCH(const QStringList, headings);
        const QString help = QString::fromUtf8(PrintedText(program, {u"--help"_s}).text);
        qsizetype at = 0;
        for (const QString& heading : headings) {
            const qsizetype next = help.indexOf(u"\n\n" % heading % u":\n  ", at);
            QVERIFY2(next > 0, qPrintable(heading));
            QCOMPARE(help.indexOf(u"\n\n" % heading % u":\n", next + 1), -1);
            at = next;
        }
        for (const QString& line : help.split(u'\n'))
            QVERIFY2(line.size() <= 80, qPrintable(line));
        // none of them would be refused by its words
        const qsizetype end = help.indexOf(u"\n\n"_s, help.indexOf("\nExamples:"_L1) + 2);
        const QString examples = help.sliced(0, end);
        const QSet<QString> known = optionsIn(help.sliced(end).toUtf8());
        const QSet<QString> used = optionsIn(examples.toUtf8());
        QVERIFY2(known.contains(used), qPrintable(examples));
        QVERIFY2(examples.count(u"\n  fanlight"_s) >= 2, qPrintable(examples));
    }

    void theDayIsThatOfTheSource()
    {
        const QHash<QString, QString> day{{u"SOURCE_DATE_EPOCH"_s, u"1700000000"_s}};
        const PrintedText page(HubProcess::program(), {u"--manual"_s}, day);
        QVERIFY2(page.text.contains(".TH \"FANLIGHTD\" \"8\" \"2023-11-14\" "),
            page.text.left(300).constData());
        QCOMPARE(PrintedText(HubProcess::program(), {u"--manual"_s}).text,
            PrintedText(HubProcess::program(), {u"--manual"_s}).text);
    }

    void whatIsWrongElsewhereIsNoMatter()
    {
        const QHash<QString, QString> wrong{{u"FANLIGHT_RETRY"_s, u"soon"_s}};
        QVERIFY(PrintedText(HubProcess::program(), {u"--manual"_s}, wrong).isGood);
    }

    void aTextThereIsNotIsAWrongOption()
    {
        for (const QString& program :
            {HubProcess::program(), loadProgram(), QStringLiteral(FANLIGHT_WINDOW_PROGRAM)}) {
            const PrintedText run(program, {u"--manual=novel"_s});
            QCOMPARE(run.exitCode, 2);
            QCOMPARE(run.text, QByteArray());
            QCOMPARE(run.error.count('\n'), 1);
        }
    }

private:
    static QString loadProgram() { return QStringLiteral(FANLIGHT_LOAD_PROGRAM); }
};

ROOM_TEST(TstManual, QCoreApplication)
#include "tst_manual.moc"
