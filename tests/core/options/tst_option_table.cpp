// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/options.h"
#include "load/command_line.h"
#include "options/option_help.h"
#include "options/option_values.h"
#include "support/room.h"

#include <QSet>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Kettle {
    std::chrono::milliseconds boil{3min};
    int cups = 4;
    bool whistles = false;
    QStringList teas;

    bool operator==(const Kettle&) const = default;
};

const OptionTable<Kettle>& kettleTable()
{
    namespace values = option_values;
    static const OptionTable<Kettle> Table(
        {
            {"Water",
                {
                    values::duration({"boil", "DURATION|off", "how long it boils"}, &Kettle::boil,
                        {1s, 1h, OffWord}),
                    values::count({.name = "cups",
                                      .value = "N",
                                      .help = "that are filled",
                                      .hintWhenRepeated = "; pour twice"},
                        &Kettle::cups, {1, 12}),
                    values::flag({"whistle", "", "when it is done"}, &Kettle::whistles),
                }},
            {"Tea",
                {
                    {{.name = "tea",
                         .value = "NAME",
                         .help = "what is in it; several times",
                         .repeat = OptionRepeat::Joined},
                        [](Kettle& kettle, const QString& text) {
                            kettle.teas = text.split(u',');
                            return text.contains("coffee"_L1) ? u"that is no tea"_s : QString();
                        }},
                    {{.name = "descale", .value = "N", .help = "of the factory", .isHidden = true},
                        nullptr},
                }},
        },
        [](OptionSpec& spec) {
            spec.hasVariable = true;
            spec.settingsGroup = "kettle";
            spec.helpAddsRange = true;
        });
    return Table;
}

GivenOptions read(const QStringList& arguments)
{
    return readCommandLine(arguments, kettleTable().specs());
}

QString fill(Kettle& kettle, const QStringList& arguments,
    const QHash<QString, QString>& environment = {}, const QSettings* settings = nullptr)
{
    const GivenOptions given = read(arguments);
    return given.error.isEmpty() ? kettleTable().fill(kettle, given, {environment, settings})
                                 : given.error;
}

} // namespace

class TestOptionTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSpecSaysWhereItMayStand()
    {
        const OptionSpec& spec = *findOption(hubOptionSpecs(), u"max-lifetime");
        QCOMPARE(spec.option(), u"--max-lifetime"_s);
        QCOMPARE(spec.variable(), u"FANLIGHT_MAX_LIFETIME"_s);
        QCOMPARE(spec.settingsKey(), u"hub/max-lifetime"_s);
        QCOMPARE(helpOption().variable(), QString());
        QCOMPARE(helpOption().settingsKey(), QString());
        QVERIFY(!findOption(hubOptionSpecs(), u"max"));
    }

    void theTableKnowsRangeDefaultAndSection()
    {
        const OptionSpec& boil = *findOption(kettleTable().specs(), u"boil");
        QCOMPARE(boil.kind, OptionKind::Duration);
        QCOMPARE(boil.range, u"off or 1s to 1h"_s);
        QCOMPARE(boil.defaultValue, u"3m"_s);
        QCOMPARE(QByteArray(boil.section), QByteArray("Water"));
        QCOMPARE(boil.helpText(), u"how long it boils (off or 1s to 1h; default 3m)"_s);
        QCOMPARE(findOption(kettleTable().specs(), u"whistle")->defaultValue, u"off"_s);
    }

    void tellsWhereEachStands()
    {
        const QTemporaryDir directory;
        QSettings settings(directory.filePath(u"s.ini"_s), QSettings::IniFormat);
        settings.setValue(u"kettle/cups"_s, u"2"_s);
        settings.setValue(u"kettle/boil"_s, u"2m"_s);
        settings.setValue(u"kettle/whistle"_s, u"on"_s);
        Kettle kettle;
        OptionOrigins origins;
        const GivenOptions given = read({u"--boil"_s, u"5m"_s});
        const QString error = kettleTable().fill(kettle, given,
            {{{u"FANLIGHT_CUPS"_s, u"7"_s}, {u"FANLIGHT_BOIL"_s, u"7m"_s}}, &settings}, &origins);
        QCOMPARE(error, QString());
        QCOMPARE(origins.value(u"boil"_s), OptionOrigin::CommandLine);
        QCOMPARE(origins.value(u"cups"_s), OptionOrigin::Environment);
        QCOMPARE(origins.value(u"whistle"_s), OptionOrigin::SettingsFile);
        QVERIFY(!origins.contains(u"tea"_s));
    }

    void textsOfValuesAreTakenBack()
    {
        Kettle made;
        QCOMPARE(fill(made, {u"--boil=off"_s, u"--cups"_s, u"12"_s, u"--whistle"_s}), QString());
        Kettle again;
        for (const char16_t* name : {u"boil", u"cups", u"whistle"}) {
            const Option<Kettle>& option = *kettleTable().find(name);
            QCOMPARE(option.set(again, option.text(made)), QString());
        }
        QVERIFY(again == made);
    }

    void commandLineBeforeEnvironmentBeforeSettings()
    {
        const QTemporaryDir dir;
        QSettings settings(dir.filePath(u"kettle.ini"_s), QSettings::IniFormat);
        settings.setValue(u"kettle/boil"_s, u"1s"_s);
        settings.setValue(u"kettle/cups"_s, u"1"_s);
        settings.setValue(u"kettle/tea"_s, QStringList{u"oolong"_s, u"assam"_s});
        const QHash<QString, QString> environment{
            {u"FANLIGHT_BOIL"_s, u"2s"_s}, {u"FANLIGHT_CUPS"_s, u"2"_s}, {QString(), u"9"_s}};
        Kettle kettle;
        QCOMPARE(fill(kettle, {u"--boil=5s"_s}, environment, &settings), QString());
        QCOMPARE(kettle.boil, 5000ms);
        QCOMPARE(kettle.cups, 2);
        QCOMPARE(kettle.teas, QStringList({u"oolong"_s, u"assam"_s}));
    }

    void anErrorNamesWhereItStands()
    {
        const QTemporaryDir dir;
        QSettings settings(dir.filePath(u"kettle.ini"_s), QSettings::IniFormat);
        settings.setValue(u"kettle/tea"_s, u"coffee"_s);
        Kettle kettle;
        QCOMPARE(fill(kettle, {u"--cups=13"_s}), u"--cups: “13” is out of bounds; use 1 to 12"_s);
        QCOMPARE(fill(kettle, {}, {{u"FANLIGHT_CUPS"_s, u"some"_s}}),
            u"FANLIGHT_CUPS: “some” is not a whole number; use 1 to 12"_s);
        QCOMPARE(fill(kettle, {}, {}, &settings),
            u"kettle/tea in %1: that is no tea"_s.arg(settings.fileName()));
        QCOMPARE(kettle.cups, 4);
    }

    void ofSeveralErrorsTheFirstIsTold()
    {
        const QStringList wrong{u"--tea=coffee"_s, u"--boil=ages"_s};
        Kettle kettle;
        QVERIFY(fill(kettle, wrong).startsWith("--boil: "_L1)); // in the table's order
        QVERIFY(kettleTable().fillInOrder(kettle, read(wrong)).startsWith("--tea: "_L1));
    }

    void whatIsGivenTwice()
    {
        QCOMPARE(read({u"--boil=1s"_s, u"--boil=2s"_s}).error,
            u"--boil: is given twice, and takes one value"_s);
        QCOMPARE(read({u"--cups=1"_s, u"--cups=1"_s}).error,
            u"--cups: is given twice, and takes one value; pour twice"_s);
        QCOMPARE(read({u"--whistle"_s, u"--whistle"_s}).error, QString());
        const GivenOptions joined = read({u"--tea=a"_s, u"--cups=1"_s, u"--tea"_s, u"b,c"_s});
        QCOMPARE(joined.all.size(), 2);
        QCOMPARE(joined.find("tea"_L1)->value, u"a,b,c"_s);

        std::vector<OptionSpec> specs{
            {.name = "last", .value = "V", .repeat = OptionRepeat::Last},
            {.name = "each", .value = "V", .repeat = OptionRepeat::Each},
        };
        const GivenOptions given
            = readCommandLine({u"--each=1"_s, u"--last=1"_s, u"--each=2"_s, u"--last=2"_s}, specs);
        QCOMPARE(given.error, QString());
        QCOMPARE(given.all.size(), 4);
        QCOMPARE(given.find("last"_L1)->value, u"2"_s);
    }

    void whatIsBeforeAnErrorIsRead()
    {
        const GivenOptions given = read({u"--whistle"_s, u"--wistle"_s, u"--cups=1"_s});
        QCOMPARE(given.error, u"--wistle: there is no such option; did you mean --whistle?"_s);
        QVERIFY(given.contains("whistle"_L1));
        QVERIFY(!given.contains("cups"_L1));
    }

    void valuesStandBehindABlankOrAnEqualsSign()
    {
        QCOMPARE(read({u"--tea"_s, u"-h"_s}).find("tea"_L1)->value, u"-h"_s);
        QCOMPARE(read({u"--tea=--boil"_s}).find("tea"_L1)->value, u"--boil"_s);
        QCOMPARE(read({u"--tea=a=b"_s}).find("tea"_L1)->value, u"a=b"_s);
        QCOMPARE(read({u"--tea="_s}).find("tea"_L1)->value, QString());
        QCOMPARE(read({u"--tea"_s, u"--boil"_s}).error, u"--tea: needs a value, NAME"_s);
        QCOMPARE(read({u"--whistle=on"_s}).error, u"--whistle: takes no value"_s);
        QCOMPARE(read({u"tea"_s}).error, u"“tea” is not an option; --help lists all"_s);
    }

    void whatIsHiddenIsReadButNotTold()
    {
        QCOMPARE(read({u"--descale=1"_s}).error, QString());
        QCOMPARE(read({u"--descal=1"_s}).error,
            u"--descal: there is no such option; --help lists all"_s);
        QVERIFY(!optionHelp(kettleTable().specs(), {}).contains("descale"_L1));
    }

    void helpStandsInItsColumn()
    {
        const std::vector<OptionSpec> specs{
            {"tea", "NAME", "what is in it, or was once"},
            {"with-a-long-name", "VALUE", "it"},
        };
        QCOMPARE(optionHelp(specs, {.column = 14, .width = 30}),
            u"  --tea NAME  what is in it,\n"
            u"              or was once\n"
            u"  --with-a-long-name VALUE\n"
            u"              it\n"_s);
    }

    void helpStandsBelowItsHeadings()
    {
        OptionSpec cups{"cups", "N", "how many"};
        OptionSpec boil{"boil", "", "now"};
        OptionSpec warm{"warm", "", "later"};
        OptionSpec gone{"gone", "", "no more"};
        cups.section = "Cups";
        boil.section = "Kettle";
        warm.section = "Lid";
        gone.section = "Past";
        gone.isHidden = true;
        QCOMPARE(groupedHelp({cups, {"help", "", "this"}, warm, gone, boil},
                     {u"Kettle"_s, u"None"_s}, {.column = 14, .width = 30}),
            u"\nKettle:\n  --boil      now\n"
            u"\nCups:\n  --cups N    how many\n"
            u"\nLid:\n  --warm      later\n"
            u"\nHelp:\n  --help      this\n"_s);
    }

    void examplesStandAboveWhatTheyDo()
    {
        QCOMPARE(exampleHelp({{u"kettle --boil"_s, u"now"_s}, {u"kettle"_s, u"later"_s}}),
            u"\nExamples:\n  kettle --boil\n      now\n  kettle\n      later\n"_s);
    }

    void theProgramsTablesCarryAManualPage_data()
    {
        QTest::addColumn<bool>("isLoad");
        QTest::newRow("hub") << false;
        QTest::newRow("load") << true;
    }
    void theProgramsTablesCarryAManualPage()
    {
        QFETCH(bool, isLoad);
        QSet<QString> names;
        QStringList sections;
        for (const OptionSpec& spec : isLoad ? loadOptionSpecs() : hubOptionSpecs()) {
            const QString name = QString::fromLatin1(spec.name);
            QVERIFY2(!names.contains(name), spec.name);
            names.insert(name);
            QVERIFY2(*spec.help != '\0' && !QByteArray(spec.help).contains('\n'), spec.name);
            const QString section = QString::fromUtf8(spec.section);
            QVERIFY2(!section.isEmpty(), spec.name);
            if (sections.isEmpty() || sections.last() != section)
                sections.append(section);
            // bounds are told for what has them
            const bool isBounded = spec.kind == OptionKind::Whole || spec.kind == OptionKind::Share;
            QVERIFY2(!isBounded || !spec.range.isEmpty(), spec.name);
            QCOMPARE(spec.variable().isEmpty(), isLoad);
            QCOMPARE(spec.settingsKey().isEmpty(), isLoad);
        }
        QCOMPARE(sections.removeDuplicates(), 0); // each stands in one piece
    }

    void whatFanlightLoadDoesByDefaultIsWhatItsTableSays()
    {
        const LoadScenario usual = parseLoadArguments({}).scenario;
        QStringList arguments;
        for (const OptionSpec& spec : loadOptionSpecs()) {
            if (!spec.defaultValue.isEmpty())
                arguments.append(spec.option() + u'=' + spec.defaultValue);
        }
        QVERIFY(arguments.size() > 5);
        const LoadArguments said = parseLoadArguments(arguments);
        QCOMPARE(said.error, QString());
        QVERIFY(said.scenario == usual);
    }
};

ROOM_TEST(TestOptionTable, QCoreApplication)
#include "tst_option_table.moc"
