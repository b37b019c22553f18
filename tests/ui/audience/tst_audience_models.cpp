// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "audience/member_model.h"
#include "audience/set_model.h"
#include "support/room.h"

#include <QAbstractItemModelTester>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestAudienceModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void setsAreInNaturalOrderAndSortedBySize()
    {
        SetModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setSets({{u"10"_s, 5}, {u"9"_s, 1234}, {u"a"_s, 5}}, AudienceKind::Followers);
        QCOMPARE(rows(model), (QStringList{u"9 1,234"_s, u"10 5"_s, u"a 5"_s}));
        const QPersistentModelIndex nine = model.index(0, 0);
        model.sort(SetModel::Size, Qt::AscendingOrder);
        QCOMPARE(rows(model), (QStringList{u"10 5"_s, u"a 5"_s, u"9 1,234"_s}));
        QCOMPARE(nine.row(), 2);
        model.sort(SetModel::Size, Qt::DescendingOrder);
        QCOMPARE(rows(model).first(), u"9 1,234"_s);
        model.sort(SetModel::Name, Qt::DescendingOrder);
        QCOMPARE(model.names(), (QStringList{u"a"_s, u"10"_s, u"9"_s}));
        model.setSets({{u"2"_s, 1}, {u"3"_s, 1}}, AudienceKind::Interests);
        QCOMPARE(model.names(), (QStringList{u"3"_s, u"2"_s})); // the order stays
        QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), u"Type"_s);
        QCOMPARE(model.rowOf(u"2"_s), 1);
        QCOMPARE(model.rowOf(u"9"_s), -1);
    }

    void aFilterKeepsThoseThatContainTheText()
    {
        MemberModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setUsers({u"1"_s, u"12"_s, u"Ada"_s, u"21"_s});
        QCOMPARE(users(model), (QStringList{u"1"_s, u"12"_s, u"Ada"_s, u"21"_s}));
        model.setFilter(u"1"_s);
        QCOMPARE(users(model), (QStringList{u"1"_s, u"12"_s, u"21"_s}));
        QCOMPARE(model.user(2), u"21"_s);
        QCOMPARE(model.total(), 4);
        model.setFilter(u"aD"_s);
        QCOMPARE(users(model), QStringList{u"Ada"_s});
        model.setUsers({u"ada"_s, u"b"_s}); // the filter stays
        QCOMPARE(users(model), QStringList{u"ada"_s});
        model.setFilter({});
        QCOMPARE(model.rowCount(), 2);
        model.setUsers({});
        QCOMPARE(model.rowCount(), 0);
    }

    void hundredThousandUsersAreNoTrouble()
    {
        QStringList all;
        for (int i = 0; i < 100'000; ++i)
            all += QString::number(i);
        MemberModel model;
        model.setUsers(all);
        model.setFilter(u"99999"_s);
        QCOMPARE(users(model), QStringList{u"99999"_s});
    }

private:
    static QStringList rows(const SetModel& model)
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all += model.index(row, 0).data().toString() + u' '
                + model.index(row, 1).data().toString();
        return all;
    }
    static QStringList users(const MemberModel& model)
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all += model.index(row, 0).data().toString();
        return all;
    }
};

ROOM_TEST(TestAudienceModels, QCoreApplication)
#include "tst_audience_models.moc"
