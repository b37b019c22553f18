// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/key_endpoint.h"
#include "core/auth/signer.h"
#include "support/room.h"
#include "support/web_app.h"

using namespace fanlight;
using namespace fanlight::auth;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

// {"kty":"OKP",…} of an Ed25519 key.
std::string edJwk(const Signer& signer, const std::string& kid)
{
    std::string raw(32, '\0');
    std::size_t size = raw.size();
    EVP_PKEY_get_raw_public_key(
        signer.key().get(), reinterpret_cast<unsigned char*>(raw.data()), &size);
    return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"" + kid + "\",\"x\":\""
        + jwt::encodeBase64Url(raw) + "\"}";
}

QByteArray jwks(const std::vector<std::string>& keys)
{
    std::string all;
    for (const std::string& key : keys)
        all += (all.empty() ? "" : ",") + key;
    return QByteArray::fromStdString("{\"keys\":[" + all + "]}");
}

// An endpoint, and what it has told of its keys.
struct EndpointRig {
    explicit EndpointRig(const WebApp& app, std::chrono::milliseconds least = 60s,
        std::chrono::milliseconds timeout = 5s)
        : endpoint({QUrl(app.url(u"/keys"_s)), least, timeout, 15min, 5min, 1h},
            [this](std::vector<jwt::Key> taken, bool areOthers) {
                ++times;
                changes += areOthers;
                ids.clear();
                for (const jwt::Key& key : taken)
                    ids.append(QString::fromStdString(key.id()));
            })
    {
    }
    // What is said of a key.
    int want(const std::string& id)
    {
        std::optional<int> outcome;
        endpoint.want(id, [&](KeyEndpoint::Outcome one) { outcome = int(one); });
        return QTest::qWaitFor([&] { return outcome.has_value(); }, int(Patience.count()))
            ? *outcome
            : -1;
    }

    int times = 0;
    int changes = 0;
    QStringList ids;
    KeyEndpoint endpoint;
};

constexpr int Fresh = int(KeyEndpoint::Outcome::Fresh);
constexpr int TooSoon = int(KeyEndpoint::Outcome::TooSoon);
constexpr int Away = int(KeyEndpoint::Outcome::Away);

} // namespace

class TestKeyEndpoint : public QObject {
    Q_OBJECT

    const Signer m_one = Signer::ed25519();
    const Signer m_other = Signer::ed25519();

private Q_SLOTS:
    void whoAsksBeforeTheFirstAnswerWaitsForIt()
    {
        WebApp app;
        app.answer(jwks({edJwk(m_one, "one")}));
        EndpointRig rig(app);
        std::optional<KeyEndpoint::Outcome> outcome;
        rig.endpoint.want("one", [&](KeyEndpoint::Outcome told) { outcome = told; });
        QVERIFY(!outcome);
        rig.endpoint.start();
        QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), int(Patience.count()));
        QCOMPARE(int(*outcome), Fresh);
        QCOMPARE(rig.ids, QStringList{u"one"_s});
        QCOMPARE(app.requests(), 1);
        QCOMPARE(app.seen().first().target, "/keys"_ba);
    }
    void anUnknownKeyIsLookedForOnceInAWhile()
    {
        WebApp app;
        app.answer(jwks({edJwk(m_one, "one")}));
        EndpointRig rig(app);
        rig.endpoint.start();
        QTRY_COMPARE_WITH_TIMEOUT(rig.times, 1, int(Patience.count()));
        app.answer(jwks({edJwk(m_one, "one"), edJwk(m_other, "two")}));
        for (int i = 0; i < 100; ++i)
            QCOMPARE(rig.want("two"), TooSoon);
        QCOMPARE(app.requests(), 1);

        EndpointRig soon(app, 1ms);
        soon.endpoint.start();
        QTRY_COMPARE_WITH_TIMEOUT(soon.times, 1, int(Patience.count()));
        app.answer(jwks({edJwk(m_other, "two")}));
        QTRY_COMPARE_WITH_TIMEOUT(soon.want("two"), Fresh, int(Patience.count()));
        QTRY_COMPARE_WITH_TIMEOUT(soon.ids, QStringList{u"two"_s}, int(Patience.count()));
        QVERIFY(soon.changes >= 2);
    }
    void whatWasLookedForInVainIsNotThereUntilTheNext()
    {
        WebApp app;
        app.answer(jwks({edJwk(m_one, "one")}));
        EndpointRig rig(app);
        std::optional<KeyEndpoint::Outcome> outcome;
        rig.endpoint.want("rubbish", [&](KeyEndpoint::Outcome told) { outcome = told; });
        rig.endpoint.start();
        QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), int(Patience.count()));
        QCOMPARE(int(*outcome), Fresh);
        // it is known not to be there; of another id that is not known
        QCOMPARE(rig.want("rubbish"), Fresh);
        QCOMPARE(rig.want("new"), TooSoon);
        QCOMPARE(app.requests(), 1);
    }
    void theSameKeysAgainAreNoOthers()
    {
        WebApp app;
        app.answer(jwks({edJwk(m_one, "one")}));
        EndpointRig rig(app, 1ms);
        rig.endpoint.start();
        QTRY_COMPARE_WITH_TIMEOUT(rig.times, 1, int(Patience.count()));
        QTRY_VERIFY_WITH_TIMEOUT(rig.want("x") == Fresh && rig.times >= 2, int(Patience.count()));
        QCOMPARE(rig.changes, 1);
    }
    void whatIsThereIsKeptWhileTheEndpointIsAwayOrLies_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("error") << 500 << QByteArray("{\"keys\":[]}");
        QTest::newRow("empty") << 200 << QByteArray("{\"keys\":[]}");
        QTest::newRow("rubbish") << 200 << QByteArray("<!doctype html>");
        QTest::newRow("a secret") << 200
                                  << QByteArray("{\"keys\":[{\"kty\":\"oct\",\"k\":\""
                                         + QByteArray(60, 'A') + "\"}]}");
        QTest::newRow("too long") << 200 << "{\"x\":\"" + QByteArray(2 << 20, 'x') + "\"}";
        QTest::newRow("too many") << 200 << jwks(std::vector<std::string>(40, edJwk(m_one, "x")));
        QTest::newRow("a redirect to another host") << 302 << QByteArray();
        QTest::newRow("away") << 0 << QByteArray();
        QTest::newRow("silent") << -1 << QByteArray();
    }
    void whatIsThereIsKeptWhileTheEndpointIsAwayOrLies()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        WebApp app;
        app.answer(jwks({edJwk(m_one, "one")}));
        EndpointRig rig(app, 1ms, status == -1 ? 100ms : 5000ms);
        rig.endpoint.start();
        QTRY_COMPARE_WITH_TIMEOUT(rig.times, 1, int(Patience.count()));
        if (status == 0)
            app.goAway();
        else if (status < 0)
            app.setHandler([](const WebApp::Request&) { return WebApp::Reply{200, {}, {}, -1}; });
        else
            app.answer(body, status, {{"Location", "http://localhost:1/keys"}});
        QTRY_COMPARE_WITH_TIMEOUT(rig.want("two"), Away, int(Patience.count()));
        QCOMPARE(rig.times, 1);
        QCOMPARE(rig.ids, QStringList{u"one"_s});
        if (status == 0)
            QVERIFY(app.comeBack());
        app.answer(jwks({edJwk(m_other, "two")}));
        QTRY_COMPARE_WITH_TIMEOUT(rig.want("two"), Fresh, int(Patience.count()));
        QCOMPARE(rig.ids, QStringList{u"two"_s});
    }
    void secretsAmongKeysArePassedOver()
    {
        WebApp app;
        app.answer(jwks({edJwk(m_one, "one"),
            "{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"" + std::string(60, 'A') + "\"}"}));
        EndpointRig rig(app);
        rig.endpoint.start();
        QTRY_COMPARE_WITH_TIMEOUT(rig.times, 1, int(Patience.count()));
        QCOMPARE(rig.ids, QStringList{u"one"_s});
    }
    void whoWaitsAtItsEndIsAnswered()
    {
        WebApp app;
        app.setHandler([](const WebApp::Request&) { return WebApp::Reply{200, {}, {}, -1}; });
        int away = 0;
        {
            EndpointRig rig(app);
            rig.endpoint.start();
            for (int i = 0; i < 10; ++i)
                rig.endpoint.want("x",
                    [&](KeyEndpoint::Outcome told) { away += told == KeyEndpoint::Outcome::Away; });
        }
        QCOMPARE(away, 10);
    }
    void theIssuerSaysForHowLongWithinBounds()
    {
        const KeyEndpoint::Settings settings;
        const auto minutes = [&](const char* control) {
            return KeyEndpoint::refreshOf(control, settings).count() / 60'000;
        };
        QCOMPARE(minutes(""), 15);
        QCOMPARE(minutes("public, max-age=1800"), 30);
        QCOMPARE(minutes("Max-Age=86400"), 60);
        QCOMPARE(minutes("max-age=1"), 5);
        QCOMPARE(minutes("max-age=-5"), 15);
        QCOMPARE(minutes("max-age=99999999999999999999"), 15);
        QCOMPARE(minutes("no-cache"), 5);
        QCOMPARE(minutes("max-age=rubbish"), 15);
    }
};

ROOM_TEST(TestKeyEndpoint, QCoreApplication)
#include "tst_key_endpoint.moc"
