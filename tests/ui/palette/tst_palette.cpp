// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "palette/palette.h"

#include "support/room.h"
#include "support/thread_time.h"
#include "ui_state.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 StallMs = 50; // of a processor's time; what others have of it does not count

class FakeSource : public PaletteSource {
public:
    explicit FakeSource(const QString& key, bool large = false)
        : m_key(key)
        , m_large(large)
    {
    }
    QString name() const override { return m_key; }
    QString key() const override { return m_key; }
    std::vector<PaletteEntry> entries() override { return all; }
    std::vector<PaletteEntry> entriesFor(const QString& typed) override
    {
        return isTyped ? std::vector<PaletteEntry>{{typed, u"Send to "_s + typed, {}, {}}}
                       : std::vector<PaletteEntry>{};
    }
    void run(const QString& id) override { done << id; }
    bool isLarge() const override { return m_large; }
    void add(const QString& title, const QString& detail = {})
    {
        all.push_back({title, title, detail, {}});
    }

    std::vector<PaletteEntry> all;
    QStringList done;
    bool isTyped = false;

private:
    const QString m_key;
    const bool m_large;
};

int scoreOf(const QString& typed, const QString& text)
{
    return PaletteMatch(typed).score(PaletteMatch::folded(text)).value_or(-1);
}

} // namespace

class TestPalette : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(
            m_directory->filePath(u"settings.ini"_s), QSettings::IniFormat);
        m_state = std::make_unique<UiState>(*m_settings);
        m_palette = std::make_unique<Palette>(*m_state);
    }
    void cleanup()
    {
        m_palette.reset();
        m_state.reset();
        m_settings.reset();
        m_directory.reset();
    }

    // ---- how well it fits

    void beginningsCountMost()
    {
        const QString publish = u"Publish"_s;
        QVERIFY(scoreOf(u"publish"_s, publish) > scoreOf(u"publ"_s, publish));
        QVERIFY(scoreOf(u"publ"_s, publish) > scoreOf(u"publ"_s, u"Go and publish"_s));
        QVERIFY(scoreOf(u"publ"_s, u"Go and publish"_s) > scoreOf(u"publ"_s, u"Unpublished"_s));
        QVERIFY(scoreOf(u"publ"_s, u"Unpublished"_s) > scoreOf(u"publ"_s, u"Pump up the label"_s));
        QVERIFY(scoreOf(u"publ"_s, u"Pump up the label"_s) >= 0);
    }

    void lettersStandInTheirOrder()
    {
        QVERIFY(scoreOf(u"saf"_s, u"Stop all faults"_s) > 0);
        QCOMPARE(scoreOf(u"fas"_s, u"Stop all"_s), -1);
        QCOMPARE(scoreOf(u"stopp"_s, u"Stop"_s), -1);
        // letters that begin words are meant rather than those within
        QVERIFY(scoreOf(u"saf"_s, u"Stop all faults"_s) > scoreOf(u"saf"_s, u"Use an offer"_s));
    }

    void wordsMayStandInAnyOrder()
    {
        QVERIFY(scoreOf(u"faults stop"_s, u"Stop all faults"_s) > 0);
        QCOMPARE(scoreOf(u"faults begin"_s, u"Stop all faults"_s), -1);
    }

    void caseAndAccentsDoNotCount()
    {
        QVERIFY(scoreOf(u"UBERSICHT"_s, u"Übersicht"_s) > 0);
        QVERIFY(scoreOf(u"übersicht"_s, u"UBERSICHT"_s) > 0);
        QCOMPARE(PaletteMatch::folded(u"Größe"_s).size(), 5);
    }

    void theDetailCountsLess()
    {
        const PaletteMatch match(u"redis"_s);
        const auto title = match.score(u"redis", {});
        const auto detail = match.score(u"move", u"redis");
        QVERIFY(title && detail);
        QVERIFY(*title > *detail);
        QVERIFY(
            !PaletteMatch(u"rds"_s).score(u"move", u"redis")); // letters apart say nothing there
    }

    void theLastInitialMayBeginTheDetail()
    {
        const auto score = [](const QString& typed, const QString& title, const QString& detail) {
            return PaletteMatch(typed).score(title, detail).value_or(-1);
        };
        QVERIFY(score(u"cm"_s, u"clear"_s, u"messages"_s) > score(u"cm"_s, u"compact"_s, u"log"_s));
        QVERIFY(score(u"seh"_s, u"start every"_s, u"hub"_s) > 0);
        QCOMPARE(score(u"cm"_s, u"clear"_s, u"log"_s), -1);
        QCOMPARE(score(u"mc"_s, u"clear"_s, u"messages"_s), -1);
        QVERIFY(score(u"cl"_s, u"clear"_s, u"log"_s) > score(u"cl"_s, u"copy"_s, u"log"_s));
    }

    void saysWhereItWasFound()
    {
        const QString stop = PaletteMatch::folded(u"Stop all faults"_s);
        QCOMPARE(PaletteMatch(u"all"_s).places(stop), (std::vector<qsizetype>{5, 6, 7}));
        QCOMPARE(PaletteMatch(u"saf"_s).places(stop), (std::vector<qsizetype>{0, 5, 9}));
        QVERIFY(PaletteMatch(u"x"_s).places(stop).empty());
    }

    void whatIsTypedIsBounded()
    {
        const QString megabyte(1 << 20, u'a');
        QCOMPARE(scoreOf(megabyte, u"aaa"_s), -1);
        QVERIFY(scoreOf(u"a"_s, megabyte) > 0);
    }

    // ---- the palette

    void findsInAllSourcesTheBestFirst()
    {
        FakeSource pages(u"page"_s), actions(u"action"_s);
        pages.add(u"Faults"_s);
        pages.add(u"Dashboard"_s);
        actions.add(u"Stop all faults"_s, u"Hub"_s);
        m_palette->add(pages);
        m_palette->add(actions);
        m_palette->open();
        QCOMPARE(titles(), (QStringList{u"Faults"_s, u"Dashboard"_s, u"Stop all faults"_s}));
        m_palette->setTyped(u"fau"_s);
        QCOMPARE(titles(), (QStringList{u"Faults"_s, u"Stop all faults"_s}));
        QCOMPARE(m_palette->matches()[1].kind, u"action"_s);
        m_palette->setTyped(u"fauls"_s);
        QCOMPARE(m_palette->found(), 2U); // an “l” and an “s” behind “fau”
        m_palette->setTyped(u"st"_s);
        QCOMPARE(titles().front(), u"Stop all faults"_s);
        m_palette->setTyped(u"hub"_s);
        QCOMPARE(titles(), QStringList{u"Stop all faults"_s});
        m_palette->run(0);
        QCOMPARE(actions.done, QStringList{u"Stop all faults"_s});
    }

    void whatIsTypedOnFindsNoMoreThanTypedAtOnce()
    {
        FakeSource source(u"page"_s);
        for (const QString& title : {u"Publish"_s, u"Pages below"_s, u"Audience"_s, u"Public"_s})
            source.add(title, u"a page of the window"_s);
        m_palette->add(source);
        const QString whole = u"pub li win"_s;
        m_palette->open();
        for (qsizetype i = 1; i <= whole.size(); ++i)
            m_palette->setTyped(whole.left(i));
        const QStringList slowly = titles();
        m_palette->open();
        m_palette->setTyped(whole);
        QCOMPARE(slowly, titles());
        QCOMPARE(slowly.size(), 2);
        m_palette->setTyped({});
        QCOMPARE(titles().size(), 4);
    }

    void whatWasDoneLatelyComesFirstAmongEquals()
    {
        FakeSource source(u"action"_s);
        source.add(u"Copy id"_s);
        source.add(u"Copy data"_s);
        source.add(u"Copy curl"_s);
        m_palette->add(source);
        m_palette->open();
        m_palette->setTyped(u"copy"_s);
        const auto curl = int(titles().indexOf(u"Copy curl"_s));
        m_palette->run(curl);
        m_palette->open();
        QCOMPARE(titles().front(), u"Copy curl"_s); // before anything is typed
        m_palette->setTyped(u"copy"_s);
        QCOMPARE(titles().front(), u"Copy curl"_s);
        m_palette->setTyped(u"copy i"_s);
        QCOMPARE(titles().front(), u"Copy id"_s); // what is typed counts for more
        // … and after a restart
        m_palette = std::make_unique<Palette>(*m_state);
        m_palette->add(source);
        m_palette->open();
        QCOMPARE(titles().front(), u"Copy curl"_s);
    }

    void whatThePageThatIsShownOffersComesFirstAmongEquals()
    {
        FakeSource source(u"action"_s);
        source.add(u"Pause"_s, u"Log"_s);
        source.add(u"Pause"_s, u"Messages"_s);
        source.add(u"Publish"_s);
        source.all[1].isHere = true;
        source.all[1].id = u"there"_s;
        m_palette->add(source);
        m_palette->open();
        QCOMPARE(m_palette->matches().front().entry.detail, u"Messages"_s);
        m_palette->setTyped(u"pa"_s);
        QCOMPARE(m_palette->matches().front().entry.detail, u"Messages"_s);
        m_palette->setTyped(u"publ"_s);
        QCOMPARE(titles(), QStringList{u"Publish"_s}); // what is typed counts for more
        m_palette->run(0);
        m_palette->open();
        QCOMPARE(titles().front(), u"Publish"_s); // and what was done lately, before that
    }

    void whatIsKeptIsBounded()
    {
        FakeSource source(u"action"_s);
        for (int i = 0; i < 100; ++i)
            source.add(u"Action %1"_s.arg(i));
        source.add(QString(400, u'x'));
        m_palette->add(source);
        for (int i = 0; i < 100; ++i) {
            m_palette->open();
            m_palette->setTyped(u"Action %1"_s.arg(i));
            m_palette->run(0);
        }
        m_palette->open();
        m_palette->setTyped(u"xxx"_s);
        m_palette->run(0);
        QCOMPARE(source.done.size(), 101);
        QCOMPARE(m_state->value(u"palette/recent"_s).toStringList().size(), Palette::MostRecent);
    }

    void aLargeSourceIsNotListedBeforeSomethingIsTyped()
    {
        FakeSource users(u"user"_s, true), pages(u"page"_s);
        users.add(u"User 42"_s);
        pages.add(u"Dashboard"_s);
        m_palette->add(users);
        m_palette->add(pages);
        m_palette->open();
        QCOMPARE(titles(), QStringList{u"Dashboard"_s});
        m_palette->setTyped(u"42"_s);
        QCOMPARE(titles(), QStringList{u"User 42"_s});
        m_palette->run(0);
        m_palette->open();
        QCOMPARE(titles().front(), u"User 42"_s); // it was there lately
    }

    void whatCanBeDoneWithTheWordsStandsBehind()
    {
        FakeSource source(u"stream"_s);
        source.isTyped = true;
        source.add(u"Send"_s);
        m_palette->add(source);
        m_palette->open();
        QCOMPARE(titles(), QStringList{u"Send"_s});
        m_palette->setTyped(u"  se "_s);
        QCOMPARE(titles(), (QStringList{u"Send"_s, u"Send to se"_s}));
        m_palette->setTyped(u"zzz"_s);
        QCOMPARE(titles(), QStringList{u"Send to zzz"_s});
        m_palette->run(0);
        QCOMPARE(source.done, QStringList{u"zzz"_s});
    }

    void aSourceThatLearnsMoreIsAskedAgain()
    {
        FakeSource source(u"stream"_s);
        m_palette->add(source);
        m_palette->open();
        m_palette->setTyped(u"42"_s);
        QCOMPARE(m_palette->found(), 0U);
        source.add(u"User 42"_s);
        QSignalSpy changed(m_palette.get(), &Palette::changed);
        Q_EMIT source.changed();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(titles(), QStringList{u"User 42"_s});
        m_palette->close();
        Q_EMIT source.changed();
        QCOMPARE(changed.size(), 1); // nobody looks
    }

    void aSourceThatIsGoneOffersNothing()
    {
        auto source = std::make_unique<FakeSource>(u"page"_s);
        source->add(u"Dashboard"_s);
        m_palette->add(*source);
        m_palette->open();
        source.reset();
        QCOMPARE(m_palette->matches().size(), 0U);
        m_palette->open();
        QCOMPARE(m_palette->found(), 0U);
        m_palette->run(0); // nothing
    }

    void tenThousandUsersAreFoundWithoutAStall()
    {
        FakeSource users(u"user"_s, true);
        for (int i = 0; i < 10'000; ++i)
            users.add(u"User customer-%1@shop.example"_s.arg(i), u"2 streams"_s);
        FakeSource streams(u"connection"_s, true);
        for (int i = 0; i < 19'000; ++i)
            streams.add(u"c-%1"_s.arg(i, 0, 36), u"user customer-%1, 127.0.0.1:40120"_s.arg(i));
        m_palette->add(users);
        m_palette->add(streams);
        qint64 worst = 0;
        const auto timed = [&worst](const auto& deed) {
            const qint64 begun = testing::threadMs();
            deed();
            worst = std::max(worst, testing::threadMs() - begun);
        };
        timed([this] { m_palette->open(); });
        const qint64 opening = std::exchange(worst, 0);
        const QString typed = u"customer-9999"_s;
        for (qsizetype i = 1; i <= typed.size(); ++i)
            timed([this, &typed, i] { m_palette->setTyped(typed.left(i)); });
        QVERIFY(titles().contains(u"User customer-9999@shop.example"_s));
        QCOMPARE(m_palette->matches().size(), std::size_t(m_palette->found()));
        m_palette->setTyped(u"c"_s);
        QCOMPARE(m_palette->matches().size(), Palette::MostShown);
        QCOMPARE(m_palette->found(), 29'000U);
        qInfo("29,000 entries: opened in %lld ms, a key at most %lld ms", opening, worst);
        QVERIFY(opening < 4 * StallMs); // also by a sanitizer's build
        QVERIFY(worst < 4 * StallMs);
    }

private:
    QStringList titles() const
    {
        QStringList titles;
        for (const Palette::Match& match : m_palette->matches())
            titles << match.entry.title;
        return titles;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<UiState> m_state;
    std::unique_ptr<Palette> m_palette;
};

ROOM_TEST(TestPalette, QApplication)
#include "tst_palette.moc"
