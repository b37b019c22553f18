// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "ui/page_fixture.h"
#include "widgets/saved_filters.h"
#include "support/room.h"

#include <QMenu>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestSavedFilters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void savesPicksRenamesDeletesAndRemembers()
    {
        PageSurroundings around;
        QLineEdit filter;
        SavedFilters saved(filter, around.state, u"x/saved"_s);
        filter.setText(u"user:1* age>10m"_s);
        QVERIFY(saved.save(u" the  ones "_s));
        filter.setText(u"backlog>0"_s);
        QVERIFY(saved.save(u"Behind, \"slow\""_s));
        QVERIFY(!saved.save(u"  "_s));

        SavedFilters again(filter, around.state, u"x/saved"_s);
        QCOMPARE(names(again), (QStringList{u"Behind, \"slow\""_s, u"the ones"_s}));
        again.pick(u"the ones"_s);
        QCOMPARE(filter.text(), u"user:1* age>10m"_s);
        again.rename(u"the ones"_s, u"a"_s);
        again.remove(u"Behind, \"slow\""_s);
        QCOMPARE(names(SavedFilters(filter, around.state, u"x/saved"_s)), QStringList{u"a"_s});
        QCOMPARE(names(SavedFilters(filter, around.state, u"y/saved"_s)), QStringList());
    }

    void underATakenNameItReplaces()
    {
        PageSurroundings around;
        QLineEdit filter(u"one"_s);
        SavedFilters saved(filter, around.state, u"x"_s);
        saved.save(u"a"_s);
        filter.setText(u"two"_s);
        saved.save(u"a"_s);
        QCOMPARE(saved.saved().size(), 1U);
        QCOMPARE(saved.saved()[0].filter, u"two"_s);
    }

    void isBounded()
    {
        PageSurroundings around;
        QLineEdit filter(u"one"_s);
        SavedFilters saved(filter, around.state, u"x"_s);
        for (std::size_t i = 0; i < SavedFilters::Most; ++i)
            QVERIFY(saved.save(QString::number(i)));
        QVERIFY(!saved.save(u"one more"_s));
        QVERIFY(saved.save(u"7"_s)); // is there
        QCOMPARE(saved.saved().size(), SavedFilters::Most);
        Q_EMIT saved.menu()->aboutToShow();
        const auto actions = saved.menu()->actions();
        const auto save = std::find_if(actions.begin(), actions.end(),
            [](const QAction* action) { return action->text() == u"Save this filter…"_s; });
        QVERIFY(!(*save)->isEnabled());
    }

private:
    static QStringList names(const SavedFilters& filters)
    {
        QStringList names;
        for (const auto& saved : filters.saved())
            names << saved.name;
        return names;
    }
};

ROOM_TEST(TestSavedFilters, QApplication)
#include "tst_saved_filters.moc"
