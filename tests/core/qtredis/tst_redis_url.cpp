// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/redis_url.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight::redis;
using Kind = RedisUrl::Kind;

class TestRedisUrl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryForm_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<RedisUrl>("expected");
        QTest::addColumn<QString>("display");
        const auto row
            = [](const char* name, const QString& text, const RedisUrl& expected,
                  const QString& display) { QTest::newRow(name) << text << expected << display; };
        row("host", u"redis://cache"_qs, {Kind::Plain, {}, {}, 0, {{u"cache"_qs, 6379}}, {}, {}},
            u"redis://cache:6379/0"_qs);
        row("port", u"redis://cache:7000"_qs,
            {Kind::Plain, {}, {}, 0, {{u"cache"_qs, 7000}}, {}, {}}, u"redis://cache:7000/0"_qs);
        row("database", u"redis://10.0.0.1/15"_qs,
            {Kind::Plain, {}, {}, 15, {{u"10.0.0.1"_qs, 6379}}, {}, {}},
            u"redis://10.0.0.1:6379/15"_qs);
        row("slash alone", u"redis://cache/"_qs,
            {Kind::Plain, {}, {}, 0, {{u"cache"_qs, 6379}}, {}, {}}, u"redis://cache:6379/0"_qs);
        row("capitals", u"REDIS://cache"_qs,
            {Kind::Plain, {}, {}, 0, {{u"cache"_qs, 6379}}, {}, {}}, u"redis://cache:6379/0"_qs);
        row("password", u"redis://:secret@cache"_qs,
            {Kind::Plain, {}, u"secret"_qs, 0, {{u"cache"_qs, 6379}}, {}, {}},
            u"redis://:…@cache:6379/0"_qs);
        row("user", u"redis://app:secret@cache/1"_qs,
            {Kind::Plain, u"app"_qs, u"secret"_qs, 1, {{u"cache"_qs, 6379}}, {}, {}},
            u"redis://app:…@cache:6379/1"_qs);
        row("empty password", u"redis://app:@cache"_qs,
            {Kind::Plain, u"app"_qs, u""_qs, 0, {{u"cache"_qs, 6379}}, {}, {}},
            u"redis://app:…@cache:6379/0"_qs);
        row("colon in password", u"redis://app:a:b@cache"_qs,
            {Kind::Plain, u"app"_qs, u"a:b"_qs, 0, {{u"cache"_qs, 6379}}, {}, {}},
            u"redis://app:…@cache:6379/0"_qs);
        row("at sign in password", u"redis://:a@b@cache"_qs,
            {Kind::Plain, {}, u"a@b"_qs, 0, {{u"cache"_qs, 6379}}, {}, {}},
            u"redis://:…@cache:6379/0"_qs);
        row("escapes", u"redis://a%40b:p%2Fq%3A%C3%A9@cache"_qs,
            {Kind::Plain, u"a@b"_qs, u"p/q:é"_qs, 0, {{u"cache"_qs, 6379}}, {}, {}},
            u"redis://a%40b:…@cache:6379/0"_qs);
        row("IPv6", u"redis://[::1]"_qs, {Kind::Plain, {}, {}, 0, {{u"::1"_qs, 6379}}, {}, {}},
            u"redis://[::1]:6379/0"_qs);
        row("IPv6 and port", u"redis://[fe80::1]:1/2"_qs,
            {Kind::Plain, {}, {}, 2, {{u"fe80::1"_qs, 1}}, {}, {}}, u"redis://[fe80::1]:1/2"_qs);
        row("TLS", u"rediss://cache:6380"_qs, {Kind::Tls, {}, {}, 0, {{u"cache"_qs, 6380}}, {}, {}},
            u"rediss://cache:6380/0"_qs);
        row("TLS with authority", u"rediss://cache/1?ca=/etc/my%20ca.pem"_qs,
            {Kind::Tls, {}, {}, 1, {{u"cache"_qs, 6379}}, {}, u"/etc/my ca.pem"_qs},
            u"rediss://cache:6379/1?ca=/etc/my%20ca.pem"_qs);
        row("client certificate", u"rediss://cache?ca=ca.pem&cert=/etc/c%26k.pem&key=k.pem"_qs,
            {Kind::Tls, {}, {}, 0, {{u"cache"_qs, 6379}}, {}, u"ca.pem"_qs, u"/etc/c&k.pem"_qs,
                u"k.pem"_qs},
            u"rediss://cache:6379/0?ca=ca.pem&cert=/etc/c%26k.pem&key=k.pem"_qs);
        row("authority without path", u"rediss://cache?ca=ca.pem"_qs,
            {Kind::Tls, {}, {}, 0, {{u"cache"_qs, 6379}}, {}, u"ca.pem"_qs},
            u"rediss://cache:6379/0?ca=ca.pem"_qs);
        row("Sentinel", u"redis+sentinel://a:1,b:2/main"_qs,
            {Kind::Sentinel, {}, {}, 0, {{u"a"_qs, 1}, {u"b"_qs, 2}}, u"main"_qs, {}},
            u"redis+sentinel://a:1,b:2/main/0"_qs);
        row("Sentinel with all", u"redis+sentinel://u:p@a,[::1]:5,c/my%2Fmain/3"_qs,
            {Kind::Sentinel, u"u"_qs, u"p"_qs, 3,
                {{u"a"_qs, 26379}, {u"::1"_qs, 5}, {u"c"_qs, 26379}}, u"my/main"_qs, {}},
            u"redis+sentinel://u:…@a:26379,[::1]:5,c:26379/my%2Fmain/3"_qs);
        row("Sentinel with passwords in files",
            u"rediss+sentinel://u@a:1/main?ca=ca.pem&password=@/run/p%26w&sentinel-user=s"
            "&sentinel-password=@/run/s"_qs,
            {Kind::Sentinel, u"u"_qs, {}, 0, {{u"a"_qs, 1}}, u"main"_qs, u"ca.pem"_qs, {}, {},
                u"/run/p&w"_qs, true, u"s"_qs, {}, u"/run/s"_qs},
            u"rediss+sentinel://u@a:1/main/0?ca=ca.pem&password=@/run/p%26w&sentinel-user=s"
            "&sentinel-password=@/run/s"_qs);
        row("Sentinel with a password", u"redis+sentinel://a:1/main?sentinel-password=secret"_qs,
            {Kind::Sentinel, {}, {}, 0, {{u"a"_qs, 1}}, u"main"_qs, {}, {}, {}, {}, false, {},
                u"secret"_qs},
            u"redis+sentinel://a:1/main/0?sentinel-password=…"_qs);
        row("cluster", u"redis+cluster://a:7000,b"_qs,
            {Kind::Cluster, {}, {}, 0, {{u"a"_qs, 7000}, {u"b"_qs, 6379}}, {}, {}},
            u"redis+cluster://a:7000,b:6379"_qs);
        row("cluster with all",
            u"rediss+cluster://u:secret@[::1]:7000/0?pubsub=classic&ca=ca.pem"_qs,
            {Kind::Cluster, u"u"_qs, u"secret"_qs, 0, {{u"::1"_qs, 7000}}, {}, u"ca.pem"_qs, {}, {},
                {}, true},
            u"rediss+cluster://u:…@[::1]:7000?ca=ca.pem"_qs);
        row("cluster with shards", u"redis+cluster://a?pubsub=sharded"_qs,
            {Kind::Cluster, {}, {}, 0, {{u"a"_qs, 6379}}, {}, {}, {}, {}, {}, false, {}, {}, {},
                true},
            u"redis+cluster://a:6379?pubsub=sharded"_qs);
        row("password in the query", u"redis://cache?user=app&password=s%26t"_qs,
            {Kind::Plain, u"app"_qs, u"s&t"_qs, 0, {{u"cache"_qs, 6379}}, {}, {}},
            u"redis://app:…@cache:6379/0"_qs);
        row("password in a file", u"redis://cache?password=@pw"_qs,
            {Kind::Plain, {}, {}, 0, {{u"cache"_qs, 6379}}, {}, {}, {}, {}, u"pw"_qs},
            u"redis://cache:6379/0?password=@pw"_qs);
        const RedisUrl socket{Kind::Unix, {}, {}, 0, {{u"/run/redis.sock"_qs, 0}}, {}, {}};
        for (const char* form : {"unix:///run/redis.sock", "redis+unix:///run/redis.sock",
                 "redis+socket:///run/redis.sock", "redis-socket:///run/redis.sock",
                 "unix:/run/redis.sock", "unix:///run/redis.sock?db=0"})
            row(form, QString::fromLatin1(form), socket, u"unix:///run/redis.sock"_qs);
        row("socket with all", u"unix://u:p@/run/a%20b.sock?db=3"_qs,
            {Kind::Unix, u"u"_qs, u"p"_qs, 3, {{u"/run/a b.sock"_qs, 0}}, {}, {}},
            u"unix://u:…@/run/a%20b.sock?db=3"_qs);
        row("socket, database as Lettuce has it", u"redis-socket:///run/r.sock?database=2"_qs,
            {Kind::Unix, {}, {}, 2, {{u"/run/r.sock"_qs, 0}}, {}, {}},
            u"unix:///run/r.sock?db=2"_qs);
    }
    void readsEveryForm()
    {
        QFETCH(QString, text);
        QFETCH(RedisUrl, expected);
        QFETCH(QString, display);
        QString error;
        const auto url = RedisUrl::parse(text, &error);
        QVERIFY2(url, qPrintable(error));
        QVERIFY(*url == expected);
        QCOMPARE(url->password.isNull(), expected.password.isNull());
        QCOMPARE(url->display(), display);
        if (url->password.isNull() && url->sentinelPassword.isNull()) {
            QVERIFY(RedisUrl::parse(display, nullptr) == expected); // what is shown can be typed
        } else {
            for (const QString& password : {url->password, url->sentinelPassword})
                QVERIFY(password.isEmpty() || !display.contains(password));
        }
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        const auto row = [](const QString& text, const QString& problem) {
            QTest::newRow(qPrintable(text)) << text << problem;
        };
        row(u""_qs, u"begins with none of"_qs);
        row(u"cache:6379"_qs, u"begins with none of"_qs);
        row(u"http://cache"_qs, u"begins with none of"_qs);
        row(u"redis://"_qs, u"the host is missing"_qs);
        row(u"redis://:6379"_qs, u"the host is missing"_qs);
        row(u"redis://ca che"_qs, u"“ca che” is no host name"_qs);
        row(u"redis://a,b"_qs, u"“a,b” is no host name"_qs);
        row(u"redis://cache:"_qs, u"the port “” is no number"_qs);
        row(u"redis://cache:0"_qs, u"the port “0”"_qs);
        row(u"redis://cache:65536"_qs, u"the port “65536”"_qs);
        row(u"redis://cache:x"_qs, u"the port “x”"_qs);
        row(u"redis://::1"_qs, u"an IPv6 address stands in brackets"_qs);
        row(u"redis://[::1"_qs, u"is no IPv6 address in brackets"_qs);
        row(u"redis://[1.2.3.4]"_qs, u"is no IPv6 address in brackets"_qs);
        row(u"redis://[::1]x"_qs, u"“x” follows the IPv6 address"_qs);
        row(u"redis://cache/x"_qs, u"the database “x”"_qs);
        row(u"redis://cache/-1"_qs, u"the database “-1”"_qs);
        row(u"redis://cache/1/2"_qs, u"the database “1/2”"_qs);
        row(u"redis://app@cache"_qs, u"stands no password"_qs);
        row(u"redis://app:p@cache?password=q"_qs, u"the password is given twice"_qs);
        row(u"redis://cache?password="_qs, u"“password=” is empty"_qs);
        row(u"redis://cache?password=@"_qs, u"“password=” names no file"_qs);
        row(u"redis://cache?password=a&password=@b"_qs, u"“?password” means nothing here"_qs);
        row(u"redis://cache?sentinel-password=a"_qs, u"“?sentinel-password” means nothing"_qs);
        row(u"redis+sentinel://a/main?sentinel-user=s"_qs, u"without “sentinel-password=”"_qs);
        row(u"redis+sentinel://a/main?ca=x"_qs, u"“?ca” means nothing here"_qs);
        row(u"redis+cluster://a/1"_qs, u"a cluster has no database but 0"_qs);
        row(u"redis+cluster://a?pubsub=other"_qs, u"is classic"_qs);
        row(u"redis+cluster://a,"_qs, u"the host is missing"_qs);
        row(u"redis+cluster://a?ca=x"_qs, u"“?ca” means nothing here"_qs);
        row(u"unix://"_qs, u"the path of the socket is missing"_qs);
        row(u"unix:///"_qs, u"the path of the socket is missing"_qs);
        row(u"unix://run/redis.sock"_qs, u"begins with a slash"_qs);
        row(u"unix:///run/redis.sock?db=x"_qs, u"the database “x”"_qs);
        row(u"unix:///run/redis.sock?db=1&db=2"_qs, u"“?db” means nothing here"_qs);
        row(u"redis://:a%2@cache"_qs, u"two hexadecimal digits"_qs);
        row(u"redis://:a%zz@cache"_qs, u"two hexadecimal digits"_qs);
        row(u"redis://cache?ca=x"_qs, u"“?ca” means nothing here"_qs);
        row(u"rediss://cache?ca="_qs, u"names no file"_qs);
        row(u"rediss://cache?key=k.pem"_qs, u"“key=” stands without “cert=”"_qs);
        row(u"rediss://cache?cert=a.pem&cert=b.pem"_qs, u"“?cert” means nothing here"_qs);
        row(u"redis://cache?cert=a.pem"_qs, u"“?cert” means nothing here"_qs);
        row(u"redis+sentinel://a:1,b:2"_qs, u"the name of the primary is missing"_qs);
        row(u"redis+sentinel://a:1,/main"_qs, u"the host is missing"_qs);
        row(u"redis+sentinel://a:1/main/x"_qs, u"the database “x”"_qs);
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, problem);
        QString error;
        QVERIFY(!RedisUrl::parse(text, &error));
        QVERIFY2(error.contains(problem), qPrintable(error));
        QVERIFY(error.contains(RedisUrl::acceptedForms()));
        QVERIFY(!error.contains(u'\n'));
        QVERIFY(!RedisUrl::parse(text, nullptr));
    }

    void anErrorDoesNotTellThePassword()
    {
        for (const QString& text : {u"redis://:se/cret@cache"_qs, u"redis://app:cret?se@cache:1"_qs,
                 u"redis://app:cret@cache:x"_qs, u"redis://app:cret%@cache"_qs,
                 u"redis://cache?password=cret&x=1"_qs,
                 u"redis+sentinel://a?sentinel-password=cret"_qs}) {
            QString error;
            QVERIFY(!RedisUrl::parse(text, &error));
            QVERIFY2(!error.contains(u"cret"), qPrintable(error));
        }
    }
};

ROOM_TEST(TestRedisUrl, QCoreApplication)
#include "tst_redis_url.moc"
