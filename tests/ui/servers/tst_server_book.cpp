// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_book.h"

#include "support/room.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestServerBook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_path = m_dir.filePath(u"settings-%1"_s.arg(++m_files));
        m_settings = std::make_unique<QSettings>(m_path, QSettings::IniFormat);
    }

    void keepsServersOverRestarts()
    {
        ServerProfile one = server(u"eu-1"_s);
        one.group = u"prod"_s;
        one.sshAlias = u"bastion"_s;
        one.isProduction = true;
        one.needsToken = true;
        one.color = 4;
        {
            ServerBook book(*m_settings);
            QSignalSpy changed(&book, &ServerBook::changed);
            QCOMPARE(book.put(one), QString());
            QCOMPARE(changed.size(), 1);
        }
        m_settings = std::make_unique<QSettings>(m_path, QSettings::IniFormat);
        const ServerBook book(*m_settings);
        QCOMPARE(book.all().size(), std::size_t(1));
        QCOMPARE(book.all().front(), one);
        QCOMPARE(book.groups(), QStringList{u"prod"_s});
    }

    void namesAreUniqueWhateverTheirCase()
    {
        ServerBook book(*m_settings);
        const ServerProfile one = server(u"eu-1"_s);
        QCOMPARE(book.put(one), QString());
        QCOMPARE(book.put(server(u" EU-1 "_s)), u"Another server is called “eu-1”."_s);
        QCOMPARE(book.put(one), QString()); // itself
        QCOMPARE(book.all().size(), std::size_t(1));
    }

    void isOrderedByGroupAndName()
    {
        ServerBook book(*m_settings);
        for (const QString& name : {u"b-10"_s, u"b-9"_s, u"a"_s}) {
            ServerProfile one = server(name);
            one.group = name == "a"_L1 ? u"z"_s : QString();
            QCOMPARE(book.put(one), QString());
        }
        QStringList names;
        for (const ServerProfile& one : book.all())
            names << one.name;
        QCOMPARE(names, QStringList({u"b-9"_s, u"b-10"_s, u"a"_s}));
    }

    void isBounded()
    {
        ServerBook book(*m_settings);
        for (std::size_t i = 0; i < ServerBook::Most; ++i) {
            // straight into the file: writing it two hundred times is no part of this
            write(u"%1"_s.arg(i, 8, 16, QChar(u'0')), u"name-%1"_s.arg(i), u"https://a.example"_s);
        }
        book.reload();
        QCOMPARE(book.all().size(), ServerBook::Most);
        QVERIFY(book.problem().isEmpty());
        QVERIFY(book.put(server(u"one more"_s)).contains(u"200"_s));
        ServerProfile known = book.all().front();
        known.color = 3;
        QCOMPARE(book.put(known), QString()); // it is there already
        write(u"ffffffff"_s, u"too many"_s, u"https://a.example"_s);
        book.reload();
        QCOMPARE(book.all().size(), ServerBook::Most);
        QVERIFY(!book.problem().isEmpty());
    }

    void hostileSettingsAreLeftOut()
    {
        write(u"00000001"_s, u"good"_s, u"https://a.example"_s);
        write(u"00000002"_s, u"GOOD"_s, u"https://b.example"_s); // the same name
        write(u"00000003"_s, u"file"_s, u"file:///etc/passwd"_s);
        write(u"00000004"_s, u"alias"_s, u"https://a.example"_s);
        m_settings->setValue(u"servers/00000004/ssh"_s, u"-oProxyCommand=reboot"_s);
        write(u"00000005"_s, u"colour"_s, u"https://a.example"_s);
        m_settings->setValue(u"servers/00000005/colour"_s, u"purple"_s);
        m_settings->setValue(u"servers/00000005/colour"_s, 99);
        write(u"..%2f.."_s, u"folder"_s, u"https://a.example"_s);
        write(u"00000006"_s, QString(5000, u'x'), u"https://a.example"_s);
        write(u"00000007"_s, u"line\nbreak"_s, u"https://a.example"_s);
        m_settings->setValue(u"servers/00000008"_s, u"no group at all"_s);
        const ServerBook book(*m_settings);
        QCOMPARE(book.all().size(), std::size_t(1));
        QCOMPARE(book.all().front().name, u"good"_s);
        QVERIFY(book.problem().startsWith(u"7 server"_s));
    }

    void twoWindowsKeepWhatBothAdd()
    {
        QSettings other(m_path, QSettings::IniFormat);
        ServerBook mine(*m_settings);
        ServerBook theirs(other);
        QCOMPARE(mine.put(server(u"mine"_s)), QString());
        QCOMPARE(theirs.put(server(u"theirs"_s)), QString());
        mine.reload();
        QCOMPARE(mine.all().size(), std::size_t(2));
        mine.remove(mine.findNamed(u"THEIRS"_s)->id);
        theirs.reload();
        QCOMPARE(theirs.all().size(), std::size_t(1));
        QCOMPARE(theirs.all().front().name, u"mine"_s);
    }

    void noTokenStandsInTheFile()
    {
        ServerBook book(*m_settings);
        ServerProfile one = server(u"eu-1"_s);
        one.needsToken = true;
        QCOMPARE(book.put(one), QString());
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("token=true"));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

private:
    static ServerProfile server(const QString& name)
    {
        ServerProfile profile;
        profile.id = ServerProfile::newId();
        profile.name = name;
        profile.url = QUrl(u"https://eu-1.example:3000"_s);
        return profile;
    }

    void write(const QString& id, const QString& name, const QString& url)
    {
        const QString root = u"servers/"_s + id + u'/';
        m_settings->setValue(root + u"name"_s, name);
        m_settings->setValue(root + u"url"_s, url);
        m_settings->setValue(root + u"colour"_s, 1);
    }

    QTemporaryDir m_dir;
    int m_files = 0;
    QString m_path;
    std::unique_ptr<QSettings> m_settings;
};

ROOM_TEST(TestServerBook, QCoreApplication)
#include "tst_server_book.moc"
