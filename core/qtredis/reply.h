// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight::redis {

class ReplyArena;

// What Redis says, for display.
inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// A view of a reply of Redis, or of an element of one (RESP2). Valid while the callback runs that
// was given it, and in its thread. What is asked of another type than it is answers empty, 0 or
// Nil, never out of bounds.
class Reply {
public:
    enum class Type : std::uint8_t { Nil, Status, Error, Integer, String, Array };

    Reply() = default; // Nil
    Type type() const;
    bool isError() const { return type() == Type::Error; }
    bool isNil() const { return type() == Type::Nil; }
    std::string_view text() const; // Status, Error, String
    std::int64_t integer() const; // Integer
    std::size_t size() const; // elements of an Array
    Reply operator[](std::size_t position) const; // in constant time

private:
    friend class ReplyArena;
    Reply(const ReplyArena& arena, std::uint32_t index)
        : m_arena(&arena)
        , m_index(index)
    {
    }

    const ReplyArena* m_arena = nullptr;
    std::uint32_t m_index = 0;
};

// Where the elements of one reply at a time live: a list of them in the order they came and one
// buffer of all their texts. Keeps its memory from reply to reply, and gives it back after a very
// large one. Owned by ReplyReader, or by whoever makes up a reply. Any one thread.
class ReplyArena {
public:
    static constexpr std::size_t MostElements = 1 << 24; // of one reply
    static constexpr std::size_t MostTextBytes = std::size_t(1) << 30;
    static constexpr std::size_t KeptBytes = 1 << 20; // of memory, of each of the two lists

    void clear();
    // Adds the next element and returns its index; the elements of an array are those added next.
    // False of hasRoom(): add no more.
    bool hasRoom(std::size_t textBytes) const
    {
        return m_elements.size() < MostElements && textBytes <= MostTextBytes - m_text.size();
    }
    std::uint32_t addText(Reply::Type type, std::string_view text);
    std::uint32_t addInteger(std::int64_t value);
    std::uint32_t addNil();
    std::uint32_t addArray(std::size_t size);
    // All elements are there: makes those of nested arrays addressable.
    void finish();
    Reply root() const { return m_elements.empty() ? Reply() : Reply(*this, 0); }

    // A reply of the client's own making, in place of one that will never come.
    Reply makeError(std::string_view text);

private:
    friend class Reply;
    struct Element {
        std::int64_t value = 0; // the integer, or where its text begins
        std::size_t size = 0; // bytes of the text, or elements of the array
        std::uint32_t children = 0; // where they stand in m_children, when isIndexed
        Reply::Type type = Reply::Type::Nil;
        bool isIndexed = false; // else the elements are the size next ones
    };
    std::uint32_t add(const Element& element);

    std::vector<Element> m_elements;
    std::string m_text;
    bool m_isNested = false;
    std::vector<std::uint32_t> m_children; // of nested replies alone
    std::vector<std::uint32_t> m_ends; // by element: the next one that is not inside of it
};

inline Reply::Type Reply::type() const
{
    return m_arena ? m_arena->m_elements[m_index].type : Type::Nil;
}

inline std::string_view Reply::text() const
{
    const Type is = type();
    if (is != Type::String && is != Type::Status && is != Type::Error)
        return {};
    const ReplyArena::Element& element = m_arena->m_elements[m_index];
    return {m_arena->m_text.data() + element.value, element.size};
}

inline std::int64_t Reply::integer() const
{
    return type() == Type::Integer ? m_arena->m_elements[m_index].value : 0;
}

inline std::size_t Reply::size() const
{
    return type() == Type::Array ? m_arena->m_elements[m_index].size : 0;
}

inline Reply Reply::operator[](std::size_t position) const
{
    if (position >= size())
        return {};
    const ReplyArena::Element& element = m_arena->m_elements[m_index];
    return {*m_arena,
        element.isIndexed ? m_arena->m_children[element.children + position]
                          : m_index + 1 + static_cast<std::uint32_t>(position)};
}

} // namespace fanlight::redis
