// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/authorizer.h"

#include "auth/auth_log.h"
#include "auth/endpoint_url.h"
#include "http/lone_request.h"
#include "metrics/hand_over.h"

#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <chrono>

namespace fanlight::auth {

namespace {

// a question that had to wait so long may be of a client that has gone
constexpr std::uint64_t StaleQuestionNs = 100'000'000;
constexpr std::uint64_t AppFailureLogNs = 10'000'000'000;

std::uint64_t nowSteadyNs()
{
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::steady_clock::now().time_since_epoch())
                                          .count());
}

} // namespace

Authorizer::Authorizer(Settings settings)
    : m_settings(std::move(settings))
{
}

Authorizer::~Authorizer()
{
    giveUp();
}

void Authorizer::giveUp()
{
    m_isOver = true;
    std::vector<QuestionPtr> left = std::exchange(m_asked, {});
    left.insert(left.end(), m_waiting.begin(), m_waiting.end());
    m_waiting.clear();
    for (const QuestionPtr& one : left) {
        one->patience.disconnect();
        if (one->reply) {
            one->reply->disconnect(this);
            one->reply->abort();
        }
        one->done(AppAnswer::none("the hub ends"));
    }
}

void Authorizer::ask(AppQuestion question, StillThere isStillThere, Done done)
{
    if (m_isOver)
        return done(AppAnswer::none("the hub ends"));
    if (m_waiting.size() >= MaxWaiting)
        return done(AppAnswer::none("too many wait for it already"));
    auto one = std::make_shared<Question>();
    one->what = std::move(question);
    one->isStillThere = std::move(isStillThere);
    one->done = std::move(done);
    one->askedNs = nowSteadyNs();
    m_waiting.push_back(std::move(one));
    startWaiting();
}

void Authorizer::startWaiting()
{
    while (m_asked.size() < MaxInFlight && !m_waiting.empty()) {
        const QuestionPtr question = std::move(m_waiting.front());
        m_waiting.pop_front();
        const std::uint64_t waitedNs = nowSteadyNs() - question->askedNs;
        if (waitedNs / 1'000'000 > std::uint64_t(m_settings.longestWait.count())) {
            question->done(AppAnswer::none("it answers too slowly for all who come"));
            continue;
        }
        m_asked.push_back(question);
        begin(question);
    }
}

void Authorizer::begin(const QuestionPtr& question)
{
    if (!question->isStillThere || nowSteadyNs() - question->askedNs < StaleQuestionNs)
        return send(question);
    question->isStillThere([this, question](bool isThere) {
        handOver(this, [this, question, isThere] {
            if (isThere)
                return send(question);
            conclude(question, AppAnswer::none({}));
        });
    });
}

Authorizer::Manager& Authorizer::freeManager()
{
    for (const auto& one : m_managers) {
        if (one->inFlight < PerManager)
            return *one;
    }
    m_managers.push_back(std::make_unique<Manager>());
    return *m_managers.back();
}

void Authorizer::send(const QuestionPtr& question)
{
    if (m_isOver)
        return;
    QNetworkRequest request = http::loneRequest(m_settings.url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", "fanlight/" FANLIGHT_VERSION);
    const auto add = [&request](const char* name, const std::string& value) {
        if (!value.empty())
            request.setRawHeader(name, QByteArray::fromStdString(value));
    };
    add("Cookie", question->what.cookie);
    add("Authorization", question->what.authorization);
    add("X-Original-URI", question->what.target);
    add("X-Forwarded-For", question->what.address);

    ++question->attempts;
    question->body.clear();
    question->isTooLong = false;
    question->manager = &freeManager();
    ++question->manager->inFlight;
    QNetworkReply* const reply = question->manager->network.get(request);
    question->reply = reply;
    reply->setReadBufferSize(qint64(AppAnswer::MaxBodyBytes));
    const std::weak_ptr<Question> weak = question;
    connect(reply, &QNetworkReply::readyRead, this, [this, weak] {
        if (const QuestionPtr one = weak.lock())
            readMore(*one);
    });
    connect(reply, &QNetworkReply::finished, this, [this, weak] {
        if (const QuestionPtr one = weak.lock())
            finished(one);
    });
    question->patience.setSingleShot(true);
    question->patience.callOnTimeout(reply, &QNetworkReply::abort);
    question->patience.start(m_settings.patience);
}

void Authorizer::readMore(Question& question)
{
    question.body += question.reply->readAll();
    if (question.body.size() <= qsizetype(AppAnswer::MaxBodyBytes))
        return;
    question.isTooLong = true;
    question.reply->abort();
}

void Authorizer::finished(const QuestionPtr& question)
{
    QNetworkReply* const reply = std::exchange(question->reply, nullptr);
    question->patience.stop();
    question->patience.disconnect();
    reply->deleteLater();
    --question->manager->inFlight;
    question->manager = nullptr;
    if (reply->isOpen())
        question->body += reply->readAll();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool isWhole = status != 0 && reply->error() != QNetworkReply::OperationCanceledError
        && reply->error() != QNetworkReply::RemoteHostClosedError;
    AppAnswer answer;
    if (question->isTooLong)
        answer = AppAnswer::none("its answer is longer than 64 KiB");
    else if (isWhole)
        answer = AppAnswer::of(
            status, {question->body.constData(), std::size_t(question->body.size())});
    else if (reply->error() == QNetworkReply::OperationCanceledError)
        answer = AppAnswer::none("it does not answer in time");
    else
        answer = AppAnswer::none(shownError(reply->errorString(), m_settings.url).toStdString());
    const bool mayHelp = !question->isTooLong && (!isWhole || status >= 500);
    if (answer.kind == AppAnswer::Kind::None && mayHelp && question->attempts < Attempts)
        return send(question);
    tell(answer);
    conclude(question, answer);
}

void Authorizer::conclude(const QuestionPtr& question, const AppAnswer& answer)
{
    if (m_isOver)
        return; // it is answered
    std::erase(m_asked, question);
    question->done(answer);
    startWaiting();
}

// Once for each time it is away, and now and then while that lasts.
void Authorizer::tell(const AppAnswer& answer)
{
    if (answer.kind != AppAnswer::Kind::None) {
        if (std::exchange(m_isFailing, false))
            qCInfo(authLog, "%s answers again", qPrintable(shownUrl(m_settings.url)));
        return;
    }
    const std::uint64_t now = nowSteadyNs();
    if (std::exchange(m_isFailing, true) && now - m_toldNs < AppFailureLogNs)
        return;
    m_toldNs = now;
    qCWarning(authLog, "--authorize: %s gives no answer: %s; streams are told to come back",
        qPrintable(shownUrl(m_settings.url)), answer.reason.c_str());
}

} // namespace fanlight::auth
