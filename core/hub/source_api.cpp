// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/source_api.h"

#include "sources/source_desk.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

namespace fanlight::source_api {

using namespace Qt::Literals::StringLiterals;

namespace {

void answerSources(const AdminRequest& request, const QJsonObject& object)
{
    request.answer(
        {.body = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() + '\n'});
}

void refuseSources(const AdminRequest& request, int status, const QString& error)
{
    request.answer({.status = status, .body = http::errorBody(error.toStdString())});
}

QJsonValue sourceFigure(double value)
{
    return isKnown(value) ? QJsonValue(value) : QJsonValue();
}

QJsonObject letterJson(const DeadLetter& letter)
{
    const SourceContent& content = letter.content;
    QJsonObject object{{u"handle"_s, QString::fromStdString(letter.handle)},
        {u"reason"_s, QString::fromStdString(letter.reason)}, {u"tries"_s, letter.tries},
        {u"diedAt"_s,
            letter.diedAtMs == 0
                ? QJsonValue()
                : QJsonValue(QDateTime::fromMSecsSinceEpoch(letter.diedAtMs, Qt::UTC)
                                 .toString(Qt::ISODateWithMs))},
        {u"body"_s, QString::fromStdString(content.body)}};
    const auto add = [&object](const QString& name, const std::optional<std::string>& text) {
        if (text)
            object.insert(name, QString::fromStdString(*text));
    };
    if (!content.id.empty())
        object.insert(u"id"_s, QString::fromStdString(content.id));
    add(u"user"_s, content.user);
    add(u"type"_s, content.type);
    add(u"event"_s, content.event);
    return object;
}

// {"body": the JSON of a publish, or a text}; without one it is sent as it is. Null: that.
QByteArray mendedBody(const std::string& body, QString* wrong)
{
    if (body.empty())
        return {};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(body), &error);
    if (!document.isObject()) {
        *wrong = error.error == QJsonParseError::NoError
            ? u"the body must be a JSON object"_s
            : QString(u"the body is not JSON: "_s % error.errorString());
        return {};
    }
    const QJsonObject object = document.object();
    for (const QString& name : object.keys()) {
        if (name != "body"_L1)
            *wrong
                = u"%1: there is no such member; the mended message stands in “body”"_s.arg(name);
    }
    const QJsonValue mended = object["body"_L1];
    if (mended.isString())
        return mended.toString().toUtf8();
    if (mended.isObject())
        return QJsonDocument(mended.toObject()).toJson(QJsonDocument::Compact);
    if (!mended.isUndefined() && !mended.isNull() && wrong->isEmpty())
        *wrong = u"body: must be an object or a text"_s;
    return {};
}

void answerDead(SourceDesk& desk, const AdminRequest& request, const QString& name)
{
    desk.listDead(name,
        [request, name](int status, const QString& error, const std::vector<DeadLetter>& letters) {
            if (status != 200)
                return refuseSources(request, status, error);
            QJsonArray array;
            for (const DeadLetter& letter : letters)
                array.append(letterJson(letter));
            answerSources(request, {{u"source"_s, name}, {u"dead"_s, array}});
        });
}

void changeDead(
    SourceDesk& desk, const AdminRequest& request, const QString& name, const QString& handle)
{
    const bool isRemoved = request.method == http::Method::Delete;
    QString wrong;
    const QByteArray body = isRemoved ? QByteArray() : mendedBody(request.body, &wrong);
    if (!wrong.isEmpty())
        return refuseSources(request, 400, wrong);
    const auto done = [request, handle, isRemoved](int status, const QString& error) {
        if (status != 200)
            return refuseSources(request, status, error);
        answerSources(request, {{isRemoved ? u"removed"_s : u"published"_s, handle}});
    };
    if (isRemoved)
        desk.removeDead(name, handle, done);
    else
        desk.sendAgain(name, handle, body, done);
}

} // namespace

QJsonArray toJson(const SourceSnapshot& sources)
{
    QJsonArray array;
    for (const SourceRow& row : sources.rows) {
        const SourceFigures& figures = row.figures;
        array.append(QJsonObject{{u"name"_s, row.name}, {u"kind"_s, row.kind}, {u"url"_s, row.url},
            {u"state"_s, sourceStateName(figures.state)}, {u"paused"_s, row.isPaused},
            {u"error"_s, figures.error.isEmpty() ? QJsonValue() : QJsonValue(figures.error)},
            {u"lag"_s, sourceFigure(figures.lag)}, {u"dead"_s, sourceFigure(figures.dead)},
            {u"perSecond"_s, sourceFigure(row.perSecond)}, {u"inHand"_s, figures.inHand},
            {u"taken"_s, qint64(figures.taken)}, {u"acknowledged"_s, qint64(figures.acknowledged)},
            {u"refused"_s, qint64(figures.refused)}, {u"buried"_s, qint64(figures.buried)}});
    }
    return array;
}

std::vector<prometheus_text::SourceTotals> totals(const SourceSnapshot& sources)
{
    std::vector<prometheus_text::SourceTotals> all;
    for (const SourceRow& row : sources.rows) {
        const SourceFigures& figures = row.figures;
        all.push_back({row.name.toStdString(), row.kind.toStdString(),
            sourceStateName(figures.state).toStdString(), figures.lag, figures.dead, figures.taken,
            figures.acknowledged, figures.refused, figures.buried, double(figures.inHand)});
    }
    return all;
}

QString remark(const SourceSnapshot& sources)
{
    QStringList away;
    for (const SourceRow& row : sources.rows) {
        if (row.figures.state == SourceFigures::State::Connecting)
            away += row.figures.error.isEmpty()
                ? u"source %1 is being connected"_s.arg(row.name)
                : u"source %1 is away: %2"_s.arg(row.name, row.figures.error);
    }
    return away.join(u' ');
}

void answer(SourceDesk& desk, const AdminRequest& request)
{
    if (request.desk == Desk::Sources)
        return answerSources(request, {{u"sources"_s, toJson(*desk.snapshot())}});
    const QString name = QString::fromStdString(request.segments.front());
    if (request.desk == Desk::PauseSource || request.desk == Desk::ResumeSource) {
        const bool pauses = request.desk == Desk::PauseSource;
        if (!desk.setPaused(name, pauses))
            return refuseSources(request, 404, SourceDesk::unknown(name));
        return answerSources(request, {{pauses ? u"paused"_s : u"resumed"_s, name}});
    }
    if (request.segments.size() == 1)
        return answerDead(desk, request, name);
    changeDead(desk, request, name, QString::fromStdString(request.segments[1]));
}

} // namespace fanlight::source_api
