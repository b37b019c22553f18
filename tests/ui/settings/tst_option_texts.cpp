// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/option_texts.h"

#include "metrics/sample.h"
#include "support/room.h"

#include <QSet>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestOptionTexts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyOptionHasATitleAndAPlace()
    {
        QSet<QString> titles;
        for (const OptionSpec& spec : hubOptionSpecs()) {
            const QString name = QString::fromLatin1(spec.name);
            QVERIFY2(option_texts::isPlaced(name), spec.name);
            QVERIFY2(!option_texts::description(name).isEmpty(), spec.name);
            QVERIFY2(!titles.contains(option_texts::title(name)), spec.name);
            titles << option_texts::title(name);
        }
    }

    void everyWordOfAChoiceIsOffered()
    {
        for (const OptionSpec& spec : hubOptionSpecs()) {
            if (spec.kind != OptionKind::Word)
                continue;
            QStringList words;
            for (const OptionChoice& choice : option_texts::choices(QString::fromLatin1(spec.name)))
                words << choice.word;
            QCOMPARE(words.join(u'|'), QString::fromLatin1(spec.value));
        }
    }

    void presetsAreWrittenAsTheHubWritesThem()
    {
        const auto presets = option_texts::presets(u"max-lifetime");
        QCOMPARE(presets.size(), 3);
        for (const OptionChoice& preset : presets) {
            HubOptions options;
            QCOMPARE(setHubOption(options, u"max-lifetime", preset.word), QString());
            QCOMPARE(hubOptionText(options, u"max-lifetime"), preset.word);
        }
    }

    void tellsWhatALifetimeComesTo()
    {
        HubOptions options;
        const auto said = [&options](double connections) {
            return option_texts::consequence(u"max-lifetime", options, connections);
        };
        QCOMPARE(said(10'800), u"streams are never ended for their age"_s);
        options.maxLifetime = std::chrono::seconds(60);
        const QString many = said(10'800);
        QVERIFY2(many.startsWith(u"about 200 reconnects a second at 10,800 stream"_s)
                && many.endsWith(u"; up to 900 a second after all of them came at once"_s),
            qPrintable(many));
        QVERIFY2(said(Unknown).startsWith(u"about – reconnects"_s), qPrintable(said(Unknown)));
    }

    void tellsWhatTheOthersCost()
    {
        const HubOptions options;
        const auto said = [&options](QStringView option) {
            return option_texts::consequence(option, options, 3000);
        };
        QVERIFY2(said(u"heartbeat")
                     .startsWith(u"at most 200 comments a second, while all of 3,000 stream"_s),
            qPrintable(said(u"heartbeat")));
        QVERIFY2(said(u"backlog-limit").startsWith(u"at most 750 MiB if all of 3,000 client"_s),
            qPrintable(said(u"backlog-limit")));
    }

    void secretsAreNeverWrittenOut()
    {
        QCOMPARE(
            option_texts::valueLabel(u"publish-token", u"hush-hush"_s), u"one that is not shown"_s);
        QCOMPARE(option_texts::valueLabel(u"publish-token", {}), u"none"_s);
        const QString url
            = option_texts::valueLabel(u"broker", u"redis://me:hush@127.0.0.1:6379/0"_s);
        QVERIFY2(!url.contains(u"hush"_s), qPrintable(url));
        QVERIFY2(url.contains(u"127.0.0.1"_s), qPrintable(url));
        const QString wrong = option_texts::valueLabel(u"broker", u"redis:/me:hush@127.0.0.1"_s);
        QVERIFY2(!wrong.contains(u"hush"_s), qPrintable(wrong));
    }

    void theHubsLinesAreSaidInTheWordsOfTheWindow()
    {
        HubOptions options;
        const QString line = setHubOption(options, u"heartbeat", u"soon"_s);
        QCOMPARE(option_texts::optionOf(line), u"heartbeat"_s);
        QVERIFY2(option_texts::inWords(line).startsWith(u"“soon” is not a duration"_s),
            qPrintable(option_texts::inWords(line)));
        options.listenHost = u"0.0.0.0"_s;
        const QString open = checkHubOptions(options);
        QCOMPARE(option_texts::optionOf(open), u"listen"_s);
        QCOMPARE(option_texts::inWords(open),
            u"0.0.0.0:3000 can be reached from other machines; set “Publish token”, or listen on localhost"_s);
        QCOMPARE(option_texts::optionOf(u"Cannot listen."_s), QString());
        QCOMPARE(option_texts::inWords(u"use --no-such or so"_s), u"use --no-such or so"_s);
    }
};

ROOM_TEST(TestOptionTexts, QCoreApplication)
#include "tst_option_texts.moc"
