// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/aws_signature.h"
#include "support/room.h"

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

// The keys of Amazon's published examples.
const AwsCredentials ExampleKeys{
    "AKIDEXAMPLE"_ba, "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"_ba, {}, 0};
const QByteArray ExampleTime = "20150830T123600Z"_ba;
const QByteArray ExampleToken
    = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=="_ba;

using Headers = QList<std::pair<QByteArray, QByteArray>>;

const Headers ExampleHeaders{
    {"Host"_ba, "example.amazonaws.com"_ba}, {"X-Amz-Date"_ba, ExampleTime}};

Headers exampleHeadersAnd(const Headers& more)
{
    return ExampleHeaders + more;
}

} // namespace

Q_DECLARE_METATYPE(AwsRequest)

class TestAwsSignature : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // "Signature Version 4 test suite" of AWS, and the example of its reference.
    void publishedExamplesAreSignedAsPublished_data()
    {
        QTest::addColumn<AwsRequest>("request");
        QTest::addColumn<QByteArray>("service");
        QTest::addColumn<QByteArray>("names");
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("get-vanilla")
            << AwsRequest{"GET", {}, ExampleHeaders, {}} << "service"_ba
            << "host;x-amz-date"_ba
            << "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"_ba;
        QTest::newRow("get-vanilla-query-order-key-case")
            << AwsRequest{"GET", "Param1=value1&Param2=value2", ExampleHeaders, {}} << "service"_ba
            << "host;x-amz-date"_ba
            << "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"_ba;
        QTest::newRow("post-vanilla")
            << AwsRequest{"POST", {}, ExampleHeaders, {}} << "service"_ba
            << "host;x-amz-date"_ba
            << "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"_ba;
        QTest::newRow("post-header-key-sort")
            << AwsRequest{"POST", {}, exampleHeadersAnd({{"My-Header1", "value1"}}), {}}
            << "service"_ba
            << "host;my-header1;x-amz-date"_ba
            << "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"_ba;
        QTest::newRow("get-header-value-trim")
            << AwsRequest{"GET", {},
                   exampleHeadersAnd({{"My-Header1", " value1"}, {"My-Header2", " \"a   b   c\""}}),
                   {}}
            << "service"_ba
            << "host;my-header1;my-header2;x-amz-date"_ba
            << "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"_ba;
        QTest::newRow("post-x-www-form-urlencoded")
            << AwsRequest{"POST", {},
                   exampleHeadersAnd({{"Content-Type", "application/x-www-form-urlencoded"}}),
                   "Param1=value1"}
            << "service"_ba
            << "content-type;host;x-amz-date"_ba
            << "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"_ba;
        QTest::newRow("post-sts-header-before")
            << AwsRequest{"POST", {}, exampleHeadersAnd({{"X-Amz-Security-Token", ExampleToken}}),
                   {}}
            << "service"_ba
            << "host;x-amz-date;x-amz-security-token"_ba
            << "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"_ba;
        QTest::newRow("reference: ListUsers")
            << AwsRequest{"GET", "Action=ListUsers&Version=2010-05-08",
                   {{"content-type", "application/x-www-form-urlencoded; charset=utf-8"},
                       {"host", "iam.amazonaws.com"}, {"x-amz-date", ExampleTime}},
                   {}}
            << "iam"_ba
            << "content-type;host;x-amz-date"_ba
            << "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"_ba;
    }
    void publishedExamplesAreSignedAsPublished()
    {
        QFETCH(AwsRequest, request);
        QFETCH(QByteArray, service);
        QFETCH(QByteArray, names);
        QFETCH(QByteArray, signature);
        QCOMPARE(awsAuthorization(request, ExampleKeys, "us-east-1", service, ExampleTime),
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/" + service
                + "/aws4_request, SignedHeaders=" + names + ", Signature=" + signature);
    }

    void timeIsToldInUtc()
    {
        QCOMPARE(awsTime(1440938160999), ExampleTime);
        QCOMPARE(awsTime(0), "19700101T000000Z"_ba);
    }
};

ROOM_TEST(TestAwsSignature, QCoreApplication)

#include "tst_aws_signature.moc"
