// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/aws_credential_chain.h"
#include "support/room.h"
#include "support/web_app.h"

#include <optional>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

using AwsVariables = QList<std::pair<QString, QString>>;

// What an endpoint answers, good until then.
QByteArray awsAnswer(const QByteArray& id, const QDateTime& expires)
{
    return "{\"Code\":\"Success\",\"AccessKeyId\":\"" + id
        + "\",\"SecretAccessKey\":\"secret\",\"Token\":\"token\",\"Expiration\":\""
        + expires.toUTC().toString(Qt::ISODate).toLatin1() + "\"}";
}

QDateTime inMinutes(int minutes)
{
    return QDateTime::currentDateTimeUtc().addSecs(minutes * 60);
}

struct ChainRig {
    explicit ChainRig(
        const AwsVariables& variables, const QString& home = {}, const QString& profile = {})
        : chain({u"eu-central-1"_s, profile, environment(variables, home)})
    {
    }
    static QProcessEnvironment environment(const AwsVariables& variables, const QString& home)
    {
        QProcessEnvironment environment;
        environment.insert(u"HOME"_s, home.isEmpty() ? u"/nonexistent"_s : home);
        environment.insert(u"AWS_EC2_METADATA_DISABLED"_s, u"true"_s);
        for (const auto& [name, value] : variables)
            environment.insert(name, value);
        return environment;
    }
    // Their id, or what is wrong.
    QString want()
    {
        std::optional<QString> told;
        chain.want([&](const QString& error, const AwsCredentials& found) {
            told = error.isEmpty() ? QString::fromLatin1(found.accessKeyId) : error;
            credentials = found;
        });
        return QTest::qWaitFor([&] { return told.has_value(); }, int(Patience.count())) ? *told
                                                                                        : QString();
    }

    AwsCredentials credentials;
    AwsCredentialChain chain;
};

} // namespace

class TestAwsCredentialChain : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;

    void save(const QString& name, const QByteArray& content)
    {
        QDir(m_home.path()).mkpath(u".aws"_s);
        QFile file(m_home.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(content);
    }

private Q_SLOTS:
    void init()
    {
        save(u".aws/credentials"_s,
            "# of the team\n[default]\naws_access_key_id = FILE\naws_secret_access_key=s=1\n\n"
            "[ other ]\naws_access_key_id=OTHER\naws_secret_access_key=s\naws_session_token=t\n"
            "[half]\naws_access_key_id=HALF\n");
        save(u".aws/config"_s,
            "[profile conf]\nregion=x\ns3 =\n  aws_access_key_id = NESTED\n"
            "aws_access_key_id=CONF\naws_secret_access_key=s\n"
            "[profile role]\nrole_arn = arn:aws:iam::1:role/x\n[profile bare]\nregion = x\n");
    }

    void theEnvironmentComesFirst()
    {
        ChainRig rig({{u"AWS_ACCESS_KEY_ID"_s, u"ENV"_s}, {u"AWS_SECRET_ACCESS_KEY"_s, u"s"_s},
                         {u"AWS_SESSION_TOKEN"_s, u"t"_s}},
            m_home.path());
        QCOMPARE(rig.want(), u"ENV"_s);
        QCOMPARE(rig.credentials.sessionToken, "t"_ba);
        ChainRig half({{u"AWS_ACCESS_KEY_ID"_s, u"ENV"_s}}, m_home.path());
        QVERIFY(half.want().contains(u"belong together"));
    }

    void profilesAreReadFromTheSharedFiles_data()
    {
        QTest::addColumn<QString>("asked"); // in the address
        QTest::addColumn<QString>("variable"); // AWS_PROFILE
        QTest::addColumn<QString>("told");
        const auto row
            = [](const char* name, const QString& asked, const QString& variable,
                  const QString& told) { QTest::newRow(name) << asked << variable << told; };
        row("default", {}, {}, u"FILE"_s);
        row("by the variable", {}, u"other"_s, u"OTHER"_s);
        row("by the address", u"other"_s, u"conf"_s, u"OTHER"_s);
        row("of the configuration", u"conf"_s, {}, u"CONF"_s);
        row("half", u"half"_s, {}, u"The AWS profile “half” in "_s);
        row("a role", u"role"_s, {}, u"by role_arn, which is not taken here"_s);
        row("bare", u"bare"_s, {}, u"“bare” holds no keys"_s);
        row("unknown", {}, u"nobody"_s, u"There is no AWS profile “nobody” in "_s);
    }
    void profilesAreReadFromTheSharedFiles()
    {
        QFETCH(QString, asked);
        QFETCH(QString, variable);
        QFETCH(QString, told);
        ChainRig rig({{u"AWS_PROFILE"_s, variable}}, m_home.path(), asked);
        const QString got = rig.want();
        QVERIFY2(got.contains(told), qPrintable(got));
        if (got == "FILE"_L1)
            QCOMPARE(rig.credentials.secretKey, "s=1"_ba);
    }

    void aProfileThatChangedIsReadAnewOnceItIsRefused()
    {
        ChainRig rig({}, m_home.path());
        QCOMPARE(rig.want(), u"FILE"_s);
        save(u".aws/credentials"_s, "[default]\naws_access_key_id=NEW\naws_secret_access_key=s\n");
        QCOMPARE(rig.want(), u"FILE"_s);
        rig.chain.forget();
        QCOMPARE(rig.want(), u"NEW"_s);
    }

    void aContainersRoleIsFetchedAgainBeforeItExpires()
    {
        WebApp app;
        app.answer(awsAnswer("ONE", inMinutes(60)));
        save(u"token"_s, "hush\n");
        ChainRig rig({{u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, app.url(u"/role"_s)},
            {u"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"_s, m_home.filePath(u"token"_s)}});
        QCOMPARE(rig.want(), u"ONE"_s);
        QCOMPARE(rig.want(), u"ONE"_s);
        QCOMPARE(app.requests(), 1);
        QCOMPARE(app.seen().first().target, "/role"_ba);
        QCOMPARE(app.seen().first().header("Authorization"), "hush"_ba);
        QCOMPARE(rig.credentials.sessionToken, "token"_ba);

        app.answer(awsAnswer("TWO", inMinutes(2)));
        ChainRig late({{u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, app.url(u"/role"_s)}});
        QCOMPARE(late.want(), u"TWO"_s);
        app.answer(awsAnswer("THREE", inMinutes(60)));
        QCOMPARE(late.want(), u"THREE"_s);
    }

    void credentialsThatAreStillGoodServeWhileTheEndpointIsAway()
    {
        WebApp app;
        app.answer(awsAnswer("ONE", inMinutes(2)));
        ChainRig rig({{u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, app.url(u"/role"_s)}});
        QCOMPARE(rig.want(), u"ONE"_s);
        app.answer("down", 500);
        QCOMPARE(rig.want(), u"ONE"_s);
        QCOMPARE(rig.want(), u"ONE"_s);
        QCOMPARE(app.requests(), 2); // it is not asked each time
        rig.chain.forget();
        QVERIFY(rig.want().contains(u"it answers 500"));
    }

    void aContainersEndpointIsNoneThatAnybodyCouldBe()
    {
        ChainRig rig({{u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, u"http://example.com/role"_s}});
        QVERIFY(rig.want().contains(u"neither https nor the address of a container's agent"));
    }

    void aMachinesRoleIsAskedForWithASession()
    {
        WebApp app([](const WebApp::Request& request) {
            WebApp::Reply reply;
            const bool isKnown = request.header("X-aws-ec2-metadata-token") == "session";
            if (request.method == "PUT" && request.target == "/latest/api/token"
                && request.header("X-aws-ec2-metadata-token-ttl-seconds").toInt() > 0)
                reply.body = "session";
            else if (!isKnown)
                reply.status = 401;
            else if (request.target == "/latest/meta-data/iam/security-credentials/")
                reply.body = "my-role\n";
            else if (request.target == "/latest/meta-data/iam/security-credentials/my-role")
                reply.body = awsAnswer("MACHINE", inMinutes(60));
            else
                reply.status = 404;
            return reply;
        });
        const AwsVariables variables{{u"AWS_EC2_METADATA_DISABLED"_s, u"false"_s},
            {u"AWS_EC2_METADATA_SERVICE_ENDPOINT"_s, app.url(QString())}};
        ChainRig rig(variables);
        QCOMPARE(rig.want(), u"MACHINE"_s);
        app.answer("", 404);
        ChainRig none(variables);
        QVERIFY(none.want().contains(u"No AWS credentials were found"));
    }

    void aWebIdentityIsExchangedForCredentials()
    {
        WebApp app;
        save(u"identity"_s, "a.b+c");
        const QByteArray xml
            = "<AssumeRoleWithWebIdentityResponse "
              "xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
              "<AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>WEB</AccessKeyId>"
              "<SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>"
            + inMinutes(60).toString(Qt::ISODate).toLatin1()
            + "</Expiration></Credentials></AssumeRoleWithWebIdentityResult>"
              "</AssumeRoleWithWebIdentityResponse>";
        app.answer(xml);
        const AwsVariables variables{
            {u"AWS_WEB_IDENTITY_TOKEN_FILE"_s, m_home.filePath(u"identity"_s)},
            {u"AWS_ROLE_ARN"_s, u"arn:aws:iam::1:role/x"_s},
            {u"AWS_ENDPOINT_URL_STS"_s, app.url()}};
        ChainRig rig(variables);
        QCOMPARE(rig.want(), u"WEB"_s);
        QVERIFY(rig.credentials.expiresAtMs > QDateTime::currentMSecsSinceEpoch());
        QCOMPARE(app.seen().first().body,
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3A"
            "role%2Fx&RoleSessionName=fanlight&WebIdentityToken=a.b%2Bc"_ba);
        app.answer("<ErrorResponse><Error><Code>AccessDenied</Code><Message>a.b+c</Message></Error>"
                   "</ErrorResponse>",
            403);
        ChainRig denied(variables);
        QCOMPARE(denied.want(),
            u"The token service gives no credentials for AWS_ROLE_ARN: AccessDenied."_s);
    }

    void whatIsNoneIsSaidWithoutRepeatingIt_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no JSON") << "<html>hush"_ba;
        QTest::newRow("other JSON") << "{\"SecretAccessKey\":\"hush\"}"_ba;
        QTest::newRow("endless") << QByteArray(1 << 20, 'h');
    }
    void whatIsNoneIsSaidWithoutRepeatingIt()
    {
        QFETCH(QByteArray, body);
        WebApp app;
        app.answer(body);
        ChainRig rig({{u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, app.url(u"/role"_s)}});
        const QString error = rig.want();
        QVERIFY2(
            error.contains(u"The container's endpoint gives no credentials"), qPrintable(error));
        QVERIFY(!error.contains(u"hush"));
    }
};

ROOM_TEST(TestAwsCredentialChain, QCoreApplication)
#include "tst_aws_credential_chain.moc"
