// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/authorizer.h"

#include "auth/auth_log.h"
#include "auth/endpoint_url.h"
#include "auth/jwt/strict_json.h"
#include "metrics/hand_over.h"

#include <QDateTime>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace fanlight::auth {

namespace {

using Object = simdjson::dom::object;

// a question that had to wait so long may be of a client that has gone
constexpr std::uint64_t StaleQuestionNs = 100'000'000;
constexpr std::uint64_t AppFailureLogNs = 10'000'000'000;

std::uint64_t nowSteadyNs()
{
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::steady_clock::now().time_since_epoch())
                                          .count());
}

AppAnswer noAnswer(std::string why)
{
    AppAnswer answer;
    answer.reason = std::move(why);
    return answer;
}

// One line of printable text, cut between characters.
std::string tidied(std::string_view text)
{
    std::string line;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7f)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
        if (line.size() > AppAnswer::MaxReasonBytes)
            break;
    }
    if (line.size() > AppAnswer::MaxReasonBytes) {
        std::size_t cut = AppAnswer::MaxReasonBytes;
        while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xc0) == 0x80)
            --cut;
        line.resize(cut);
    }
    line.resize(line.find_last_not_of(' ') + 1);
    return line;
}

bool isUtf8(std::string_view text)
{
    return simdjson::validate_utf8(text.data(), text.size());
}

std::string refusalReason(int status, std::string_view body)
{
    jwt::StrictJson json;
    std::string reason;
    if (isUtf8(body)) {
        const bool isObject = json.read(body).empty();
        if (isObject)
            reason = tidied(jwt::textOf(json.object(), "error").value_or(""));
        else if (body.find('<') == std::string_view::npos) // no page
            reason = tidied(body);
    }
    if (reason.empty())
        reason = status == 401 ? "the app does not know you; sign in" : "the app does not allow it";
    return reason;
}

// A text, or a whole number as some name their users.
bool readUser(const Object& json, AppAnswer& answer)
{
    if (!jwt::has(json, "userId") || json.at_key("userId").is_null())
        return true;
    std::int64_t number = 0;
    if (const auto text = jwt::textOf(json, "userId"))
        answer.user = std::string(*text);
    else if (json.at_key("userId").get_int64().get(number) == simdjson::SUCCESS)
        answer.user = std::to_string(number);
    return answer.user.has_value();
}

// A list of texts, or one text with commas.
bool readTypeList(const Object& json, AppAnswer& answer)
{
    if (!jwt::has(json, "types") || json.at_key("types").is_null())
        return true;
    if (const auto text = jwt::textOf(json, "types")) {
        answer.types = std::string(*text);
        return true;
    }
    simdjson::dom::array list;
    if (json.at_key("types").get_array().get(list) != simdjson::SUCCESS)
        return false;
    answer.types.emplace();
    for (const simdjson::dom::element one : list) {
        std::string_view type;
        if (one.get_string().get(type) != simdjson::SUCCESS
            || type.find(',') != std::string_view::npos)
            return false;
        *answer.types += answer.types->empty() ? "" : ",";
        *answer.types += type;
    }
    return true;
}

// Seconds since 1970, as in tokens, or ISO 8601 with a zone.
bool readEnd(const Object& json, AppAnswer& answer)
{
    if (!jwt::has(json, "expiresAt") || json.at_key("expiresAt").is_null())
        return true;
    constexpr double Latest = 253'402'300'800; // the year 10000
    double seconds = 0;
    if (json.at_key("expiresAt").get_double().get(seconds) == simdjson::SUCCESS) {
        if (!std::isfinite(seconds) || seconds <= 0)
            return false;
        answer.expiresAtMs = static_cast<std::int64_t>(std::min(seconds, Latest) * 1000);
        return true;
    }
    const auto text = jwt::textOf(json, "expiresAt");
    if (!text)
        return false;
    const QDateTime time = QDateTime::fromString(
        QString::fromUtf8(text->data(), qsizetype(text->size())), Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return false;
    answer.expiresAtMs = std::max<qint64>(1, time.toMSecsSinceEpoch());
    return true;
}

AppAnswer letIn(std::string_view body)
{
    AppAnswer answer;
    answer.kind = AppAnswer::Kind::LetIn;
    answer.status = 200;
    if (body.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return answer;
    jwt::StrictJson json;
    if (const std::string wrong = json.read(body); !wrong.empty())
        return noAnswer("it lets in with something that " + wrong
            + "; expected is nothing, or an object with userId, types and expiresAt");
    if (!readUser(json.object(), answer))
        return noAnswer("its userId is neither a text nor a whole number");
    if (!readTypeList(json.object(), answer))
        return noAnswer("its types are no list of texts");
    if (answer.types && answer.types->empty())
        return noAnswer("its types name none; without types it is all");
    if (!readEnd(json.object(), answer))
        return noAnswer("its expiresAt is neither a number of seconds since 1970 nor a time with "
                        "its zone, like 2026-11-30T12:00:00Z");
    return answer;
}

} // namespace

AppAnswer AppAnswer::of(int status, std::string_view body)
{
    if (status >= 200 && status < 300)
        return letIn(body);
    if (status == 401 || status == 403) {
        AppAnswer answer;
        answer.kind = Kind::Refused;
        answer.status = status;
        answer.reason = refusalReason(status, body);
        return answer;
    }
    return noAnswer("it answers " + std::to_string(status)
        + (status >= 300 && status < 400
                ? ", and a redirect is no answer: expected is 2xx, 401 or 403"
                : ""));
}

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
        one->done(noAnswer("the hub ends"));
    }
}

void Authorizer::ask(AppQuestion question, StillThere isStillThere, Done done)
{
    if (m_isOver)
        return done(noAnswer("the hub ends"));
    if (m_waiting.size() >= MaxWaiting)
        return done(noAnswer("too many wait for it already"));
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
            question->done(noAnswer("it answers too slowly for all who come"));
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
            conclude(question, noAnswer({}));
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
    QNetworkRequest request(m_settings.url);
    // What one client sends is for that one alone: nothing is kept of answers, or added.
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(
        QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
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
        answer = noAnswer("its answer is longer than 64 KiB");
    else if (isWhole)
        answer = AppAnswer::of(
            status, {question->body.constData(), std::size_t(question->body.size())});
    else if (reply->error() == QNetworkReply::OperationCanceledError)
        answer = noAnswer("it does not answer in time");
    else
        answer = noAnswer(reply->errorString().toStdString());
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
