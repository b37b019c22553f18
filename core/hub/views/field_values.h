// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/views/field_words.h"
#include "metrics/latency_histogram.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <chrono>
#include <cmath>
#include <string>
#include <type_traits>
#include <utility>

namespace fanlight::views {

// Single values as JSON has them, and back. What comes back was checked: false, and the value is
// what it was, where it is of another type, out of range, or longer than `most` (characters of a
// text, entries of a list).

template <class T>
concept Whole = std::is_integral_v<T> && !std::is_same_v<T, bool>;
template <class T>
concept Word = std::is_enum_v<T>;

constexpr qsizetype ShortText = 256; // names, addresses
constexpr qsizetype LongText = 16 << 10; // sentences, filters
constexpr qsizetype MostEntries = 1000; // of a list
// Beyond these nothing that is measured or counted lies, and sums and casts are safe.
constexpr qint64 MostWhole = qint64(1) << 53;
constexpr double MostFigure = 1e15;

inline QJsonValue jsonOf(bool value)
{
    return value;
}
template <Whole T> QJsonValue jsonOf(T value)
{
    return std::cmp_greater(value, MostWhole) ? MostWhole : qint64(value);
}
inline bool isFigure(double value)
{
    return std::isfinite(value) && std::abs(value) <= MostFigure;
}
inline QJsonValue jsonOf(double value)
{
    return isFigure(value) ? QJsonValue(value) : QJsonValue();
}
inline QJsonValue jsonOf(const QString& value)
{
    return value;
}
inline QJsonValue jsonOf(const std::string& value)
{
    return QString::fromStdString(value);
}
inline QJsonValue jsonOf(const QByteArray& value)
{
    return QString::fromLatin1(value.toBase64());
}
inline QJsonValue jsonOf(const QStringList& value)
{
    return QJsonArray::fromStringList(value);
}
inline QJsonValue jsonOf(std::chrono::milliseconds value)
{
    return qint64(value.count());
}
template <Word T> QJsonValue jsonOf(T value)
{
    return QString(wordOf(value));
}
QJsonValue jsonOf(const FramePtr& frame); // null: none
QJsonValue jsonOf(const LatencyHistogram& histogram);
QJsonValue jsonOf(const std::array<quint64, DisconnectReasonCount>& byReason);

inline bool readJson(const QJsonValue& json, bool& value, qsizetype)
{
    if (!json.isBool())
        return false;
    value = json.toBool();
    return true;
}
template <Whole T> bool readJson(const QJsonValue& json, T& value, qsizetype)
{
    // What is no whole number, or too large for one, is the default of either call.
    const qint64 whole = json.toInteger(0);
    if (!json.isDouble() || whole != json.toInteger(1) || !std::in_range<T>(whole)
        || whole > MostWhole || whole < -MostWhole)
        return false;
    value = static_cast<T>(whole);
    return true;
}
inline bool readJson(const QJsonValue& json, double& value, qsizetype)
{
    if (!json.isDouble() || !isFigure(json.toDouble()))
        return false;
    value = json.toDouble();
    return true;
}
inline bool readJson(const QJsonValue& json, QString& value, qsizetype most)
{
    if (!json.isString() || json.toString().size() > most)
        return false;
    value = json.toString();
    return true;
}
inline bool readJson(const QJsonValue& json, std::string& value, qsizetype most)
{
    QString text;
    if (!readJson(json, text, most))
        return false;
    value = text.toStdString();
    return true;
}
bool readJson(const QJsonValue& json, QByteArray& value, qsizetype most);
bool readJson(const QJsonValue& json, QStringList& value, qsizetype most);
inline bool readJson(const QJsonValue& json, std::chrono::milliseconds& value, qsizetype)
{
    qint64 count = 0;
    if (!readJson(json, count, 0))
        return false;
    value = std::chrono::milliseconds(count);
    return true;
}
template <Word T> bool readJson(const QJsonValue& json, T& value, qsizetype)
{
    const std::optional<T> known = valueOf<T>(json.toString());
    if (known)
        value = *known;
    return known.has_value();
}
bool readJson(const QJsonValue& json, FramePtr& frame, qsizetype most);
bool readJson(const QJsonValue& json, LatencyHistogram& histogram, qsizetype);
// Reasons of a later version are left out.
bool readJson(
    const QJsonValue& json, std::array<quint64, DisconnectReasonCount>& byReason, qsizetype);

template <class T> bool isSame(const T& a, const T& b)
{
    return a == b;
}
inline bool isSame(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}
inline bool isSame(const LatencyHistogram& a, const LatencyHistogram& b)
{
    return a.isEmpty() && b.isEmpty();
}
inline bool isSame(const FramePtr& a, const FramePtr& b)
{
    return !a && !b;
}

} // namespace fanlight::views
